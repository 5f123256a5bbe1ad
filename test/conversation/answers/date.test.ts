import fc from 'fast-check';
import { DateTime } from 'luxon';

import { readAnswer } from '../../../conversation/answers/read-answer';
import { BRAZIL, messageEvent, MEXICO, NOW, SPAIN, UNITED_STATES, valueOf } from './answers';

/** Returns `YYYY-MM-DD`, with ` HH:mm` where a time was read. */
function read(text: string, from: typeof BRAZIL = BRAZIL, now = NOW): string | undefined {
	const reading = readAnswer(messageEvent({ text }), { kind: 'date', ...from }, now);
	if (!reading.ok) return undefined;
	const { date, time } = reading.value as { date: string; time?: string };
	return time === undefined ? date : `${date} ${time}`;
}

describe('answers: a date in Brazil, on Monday 30 November 2026 at 16:00', () => {
	it.each([
		['hoje', '2026-11-30'],
		['hj', '2026-11-30'],
		['amanhã', '2026-12-01'],
		['amanha!', '2026-12-01'],
		['AMANHÃ 👍', '2026-12-01'],
		['depois de amanhã', '2026-12-02'],
		['amanhã às 15h', '2026-12-01 15:00'],
		['amanhã 15h', '2026-12-01 15:00'],
		['amanhã 15h30', '2026-12-01 15:30'],
		['amanhã às 15:30', '2026-12-01 15:30'],
		['amanhã às 15.30', '2026-12-01 15:30'],
		['amanhã 15:30h', '2026-12-01 15:30'],
		['amanhã às 15 horas', '2026-12-01 15:00'],
		['amanhã 15hs', '2026-12-01 15:00'],
		['às 15h de amanhã', '2026-12-01 15:00'],
		['amanha as 9', '2026-12-01 09:00'],
		['amanhã às nove', '2026-12-01 09:00'],
		['amanhã às nove e meia', '2026-12-01 09:30'],
		['amanhã às dez e quinze', '2026-12-01 10:15'],
		['amanhã às vinte e uma horas', '2026-12-01 21:00'],
		['amanhã 3 da tarde', '2026-12-01 15:00'],
		['amanhã às três da tarde', '2026-12-01 15:00'],
		['amanhã à uma da tarde', '2026-12-01 13:00'],
		['amanhã à tarde, às 3', '2026-12-01 15:00'],
		['amanhã às 8 da noite', '2026-12-01 20:00'],
		['amanhã de manhã às 9', '2026-12-01 09:00'],
		['amanhã de manhã', '2026-12-01'],
		['amanhã às 2 da madrugada', '2026-12-01 02:00'],
		['amanhã ao meio-dia', '2026-12-01 12:00'],
		['amanhã meio dia e meia', '2026-12-01 12:30'],
		['amanhã quinze para as nove', '2026-12-01 08:45'],
		['amanhã às 03:00', '2026-12-01 03:00'],
		['hoje à noite às 8', '2026-11-30 20:00'],
		['hoje 17h', '2026-11-30 17:00'],
		['sexta', '2026-12-04'],
		['sexta-feira', '2026-12-04'],
		['na sexta', '2026-12-04'],
		['sexta às 10h30', '2026-12-04 10:30'],
		['sexta feira as 10', '2026-12-04 10:00'],
		['6ª feira', '2026-12-04'],
		['sex', '2026-12-04'],
		['sábado de manhã', '2026-12-05'],
		['domingo', '2026-12-06'],
		['segunda', '2026-12-07'],
		['próxima segunda', '2026-12-07'],
		['próxima segunda 9 e meia', '2026-12-07 09:30'],
		['segunda que vem', '2026-12-07'],
		['terça que vem às 14:00', '2026-12-01 14:00'],
		['sexta da semana que vem', '2026-12-11'],
		['sexta desta semana', '2026-12-04'],
		['dia 12', '2026-12-12'],
		['no dia 12', '2026-12-12'],
		['pode ser no dia 12 às 9h?', '2026-12-12 09:00'],
		['dia 12 9h', '2026-12-12 09:00'],
		['dia doze', '2026-12-12'],
		['dia 30', '2026-11-30'],
		['dia 29', '2026-12-29'],
		['dia 31', '2026-12-31'],
		['dia 5 do mês que vem', '2026-12-05'],
		['12/05', '2027-05-12'],
		['12/5', '2027-05-12'],
		['24/12', '2026-12-24'],
		['12/24', '2026-12-24'],
		['24/12 às 18h', '2026-12-24 18:00'],
		['24/12/2026', '2026-12-24'],
		['24/12/26', '2026-12-24'],
		['24-12-2026', '2026-12-24'],
		['24.12.2026', '2026-12-24'],
		['24.12', '2026-12-24'],
		['24 / 12 / 2026 18:30', '2026-12-24 18:30'],
		['２４／１２／２０２６', '2026-12-24'],
		['24\u00a0de\u00a0dezembro', '2026-12-24'],
		['12/05/1990', '1990-05-12'],
		['12/05/90', '1990-05-12'],
		['nasci em 12/05/1990', '1990-05-12'],
		['29/02', '2028-02-29'],
		['2026-12-24', '2026-12-24'],
		['2026/12/24', '2026-12-24'],
		['2026-12-24 18:30', '2026-12-24 18:30'],
		['2026-12-24T18:30', '2026-12-24 18:30'],
		['2026-12-24T18:30:00Z', '2026-12-24 15:30'],
		['5 de dezembro', '2026-12-05'],
		['5 dezembro', '2026-12-05'],
		['5 dez', '2026-12-05'],
		['5/dez', '2026-12-05'],
		['10.dez', '2026-12-10'],
		['5/dez/2027', '2027-12-05'],
		['dia 5 de dezembro de 2026', '2026-12-05'],
		['5 de dezembro de 26', '2026-12-05'],
		['5 de dezembro às 15h', '2026-12-05 15:00'],
		['5 de dezembro 15h', '2026-12-05 15:00'],
		['vinte e cinco de dezembro', '2026-12-25'],
		['1º de janeiro', '2027-01-01'],
		['primeiro de janeiro', '2027-01-01'],
		['30 de novembro às 9h', '2027-11-30 09:00'],
		['30 de novembro às 17h', '2026-11-30 17:00'],
		['sexta, 4/12', '2026-12-04'],
		['sexta dia 4', '2026-12-04'],
		['sexta-feira, 4 de dezembro, às 9h', '2026-12-04 09:00'],
		['daqui a 3 dias', '2026-12-03'],
		['daqui a uma semana', '2026-12-07'],
		['em duas semanas', '2026-12-14'],
		['daqui a 2 horas', '2026-11-30 18:00'],
		['em meia hora', '2026-11-30 16:30'],
		['15h', '2026-12-01 15:00'],
		['às 17h', '2026-11-30 17:00'],
		['17:30', '2026-11-30 17:30'],
		['uma mesa amanhã às 20h, por favor', '2026-12-01 20:00'],
		['pode ser amanhã?', '2026-12-01'],
		['quero agendar para sexta às 14h30min', '2026-12-04 14:30'],
		['umas 10h de sábado', '2026-12-05 10:00'],
		['às 7 da manhã de quinta', '2026-12-03 07:00'],
		['dia primeiro', '2026-12-01'],
		['22 de dez.', '2026-12-22'],
		['15031985', '1985-03-15'],
		['20261224', '2026-12-24'],
		['agora', '2026-11-30 16:00'],
		['ontem', '2026-11-29'],
		['anteontem às 10h', '2026-11-28 10:00'],
		['há 3 dias', '2026-11-27'],
		['2 semanas atrás', '2026-11-16'],
		['segunda passada', '2026-11-23'],
		['sexta passada', '2026-11-27'],
		['última sexta', '2026-11-27'],
		['tomorrow at 3pm', '2026-12-01 15:00'],
		['mañana a las 15h', '2026-12-01 15:00'],
	])('%j is %s', (text, expected) => {
		expect(read(text)).toBe(expected);
	});

	it.each([
		'',
		'👍',
		'sim',
		'não sei',
		'12',
		'em breve',
		'de manhã',
		'à tarde',
		'semana que vem',
		'mês que vem',
		'fim de semana',
		'amanhã ou sexta',
		'sexta ou sábado',
		'sexta e sábado',
		'hoje não, amanhã',
		'amanhã não posso',
		'antes de sexta',
		'depois das 15h',
		'entre 14h e 16h',
		'amanhã entre 9 e 10',
		'amanhã 14h 15h',
		'amanhã às 3',
		'amanhã à meia-noite',
		'amanhã a partir das 10h',
		'10h às 11h amanhã',
		'mês passado',
		'sexta 13',
		'10.30',
		'10-12',
		'10-11h',
		'amanhã 15h/16h',
		'2 a 5 de dezembro',
		'dia 10 a 15',
		'das 14 às 16',
		'sábado e domingo',
		'segunda opção',
		'toda sexta',
		'sexta santa',
		'dia dos pais',
		'dezembro de 2026',
		'3 dias',
		'amanhã antes do meio-dia',
		'31131985',
		'amanhã às 25h',
		'amanhã às 15h70',
		'31/02/2026',
		'32/01',
		'13/13',
		'00/12',
		'dia 32',
		'2026-13-01',
		'2026-02-30',
		'5-12',
		'4/12 a 6/12',
		'sexta, 5/12',
		'(11) 99999-0000',
		'amanhã 2 pessoas',
		'1/2/3/4',
		'99999999999',
	])('%j is no date', (text) => {
		expect(read(text)).toBeUndefined();
	});
});

describe('answers: a date in Spanish', () => {
	it.each([
		['hoy', '2026-11-30'],
		['mañana', '2026-12-01'],
		['pasado mañana', '2026-12-02'],
		['mañana a las 15h', '2026-12-01 15:00'],
		['mañana a las 3 de la tarde', '2026-12-01 15:00'],
		['mañana por la mañana', '2026-12-01'],
		['mañana a las 9 de la mañana', '2026-12-01 09:00'],
		['mañana a la una de la tarde', '2026-12-01 13:00'],
		['mañana al mediodía', '2026-12-01 12:00'],
		['mañana a las nueve y media', '2026-12-01 09:30'],
		['mañana a las nueve y cuarto', '2026-12-01 09:15'],
		['mañana a las 9 menos cuarto', '2026-12-01 08:45'],
		['mañana a las 3 p. m.', '2026-12-01 15:00'],
		['viernes', '2026-12-04'],
		['el viernes a las 8 de la noche', '2026-12-04 20:00'],
		['miércoles', '2026-12-02'],
		['el próximo lunes a las 9 y media', '2026-12-07 09:30'],
		['el martes que viene a las 14:00', '2026-12-01 14:00'],
		['el viernes de la semana que viene', '2026-12-11'],
		['el 12', '2026-12-12'],
		['el día 12', '2026-12-12'],
		['12/05', '2027-05-12'],
		['5 de diciembre', '2026-12-05'],
		['5 de diciembre de 2026 a las 8 de la noche', '2026-12-05 20:00'],
		['5 de diciembre del 2026', '2026-12-05'],
		['el veinticinco de diciembre', '2026-12-25'],
		['el 1ro de enero', '2027-01-01'],
		['primero de enero', '2027-01-01'],
		['en 3 días', '2026-12-03'],
		['dentro de dos semanas', '2026-12-14'],
		['a las doce del mediodía', '2026-12-01 12:00'],
		['ayer', '2026-11-29'],
		['hace dos días', '2026-11-28'],
		['el viernes pasado', '2026-11-27'],
		['esta noche a las 9', '2026-11-30 21:00'],
	])('%j is %s', (text, expected) => {
		expect(read(text, SPAIN)).toBe(expected);
		expect(read(text, MEXICO)).toBe(expected);
	});

	it.each(['mañana o el viernes', 'la semana que viene', 'no sé', 'mañana a las 3'])(
		'%j is no date',
		(text) => expect(read(text, SPAIN)).toBeUndefined(),
	);
});

describe('answers: a date in English', () => {
	it.each([
		['today', '2026-11-30'],
		['tomorrow', '2026-12-01'],
		['the day after tomorrow', '2026-12-02'],
		['tomorrow at 3pm', '2026-12-01 15:00'],
		['tomorrow at 3 p.m.', '2026-12-01 15:00'],
		['3:30 pm tomorrow', '2026-12-01 15:30'],
		['tomorrow 12 am', '2026-12-01 00:00'],
		['tomorrow at noon', '2026-12-01 12:00'],
		['tomorrow at 9', '2026-12-01 09:00'],
		["tomorrow at 9 o'clock", '2026-12-01 09:00'],
		['tomorrow at three in the afternoon', '2026-12-01 15:00'],
		['tomorrow at 8 in the evening', '2026-12-01 20:00'],
		['tomorrow afternoon at 3', '2026-12-01 15:00'],
		['tonight at 8', '2026-11-30 20:00'],
		['friday', '2026-12-04'],
		['Fri 10am', '2026-12-04 10:00'],
		['this Friday', '2026-12-04'],
		['next monday half past nine', '2026-12-07 09:30'],
		['on Tuesday at quarter past ten', '2026-12-01 10:15'],
		['Tuesday at quarter to ten', '2026-12-01 09:45'],
		['friday next week', '2026-12-11'],
		['the 12th', '2026-12-12'],
		['12th', '2026-12-12'],
		['05/12', '2027-05-12'],
		['12/24', '2026-12-24'],
		['24/12', '2026-12-24'],
		['12/05/2026', '2026-12-05'],
		['24.12.2026', '2026-12-24'],
		['December 5', '2026-12-05'],
		['Dec 5th', '2026-12-05'],
		['December 5, 2026', '2026-12-05'],
		['5 December 2026 at 6pm', '2026-12-05 18:00'],
		['the 5th of December', '2026-12-05'],
		['January 1st', '2027-01-01'],
		['in 3 days', '2026-12-03'],
		['in two weeks', '2026-12-14'],
		['in a week', '2026-12-07'],
		['a week from now', '2026-12-07'],
		['two days ago', '2026-11-28'],
		['last friday', '2026-11-27'],
		['the day before yesterday', '2026-11-28'],
		['in half an hour', '2026-11-30 14:30'],
		['in an hour', '2026-11-30 15:00'],
	])('%j is %s', (text, expected) => {
		expect(read(text, UNITED_STATES)).toBe(expected);
	});

	it('reads day and month by the country, not by the language alone', () => {
		expect(read('05/12', { ...UNITED_STATES, country: 'BR' })).toBe('2026-12-05');
		expect(read('05/12', { ...UNITED_STATES, language: 'en-GB', country: 'GB' })).toBe(
			'2026-12-05',
		);
	});

	it.each([
		'next week',
		'not tomorrow',
		'tomorrow at 3',
		'tomorrow at 3:00',
		'friday or saturday',
		'tomorrow at 13 pm',
	])('%j is no date', (text) => expect(read(text, UNITED_STATES)).toBeUndefined());
});

describe('answers: dates and time zones', () => {
	const question = (timeZone: string) => ({ kind: 'date', timeZone, language: 'pt-BR' }) as const;

	it('gives the instant where there is a time', () => {
		expect(valueOf('amanhã às 15h', question('America/Sao_Paulo'))).toEqual({
			date: '2026-12-01',
			time: '15:00',
			iso: '2026-12-01T15:00:00-03:00',
			timeZone: 'America/Sao_Paulo',
		});
		expect(valueOf('amanhã', question('America/Sao_Paulo'))).toEqual({
			date: '2026-12-01',
			timeZone: 'America/Sao_Paulo',
		});
	});

	it('counts days in the time zone of the question', () => {
		expect(valueOf('hoje', question('Asia/Tokyo'))).toMatchObject({ date: '2026-12-01' });
		expect(valueOf('hoje', question('America/Sao_Paulo'))).toMatchObject({ date: '2026-11-30' });
	});

	it('takes a date without a year for the next one, from today on', () => {
		const days = fc.date({
			min: new Date('2020-01-01T12:00:00Z'),
			max: new Date('2040-01-01T12:00:00Z'),
			noInvalidDate: true,
		});
		fc.assert(
			fc.property(days, fc.integer({ min: 0, max: 364 }), (now, ahead) => {
				const today = DateTime.fromJSDate(now, { zone: BRAZIL.timeZone }).startOf('day');
				const day = today.plus({ days: ahead });
				expect(read(day.toFormat('dd/MM'), BRAZIL, now)).toBe(day.toISODate());
				for (const form of ['d MMMM', 'd MMM', "d 'de' MMMM"]) {
					expect(read(day.setLocale('pt-BR').toFormat(form), BRAZIL, now)).toBe(day.toISODate());
					expect(read(day.setLocale('es').toFormat(form), SPAIN, now)).toBe(
						read(day.toFormat('dd/MM'), SPAIN, now),
					);
				}
			}),
		);
	});

	it('reads every date in the long form of its language', () => {
		const days = fc.date({
			min: new Date('1920-01-01T12:00:00Z'),
			max: new Date('2060-01-01T12:00:00Z'),
			noInvalidDate: true,
		});
		fc.assert(
			fc.property(days, fc.constantFrom('full', 'long', 'medium', 'short'), (day, dateStyle) => {
				for (const from of [BRAZIL, SPAIN, MEXICO, UNITED_STATES]) {
					const format = new Intl.DateTimeFormat(from.language, { dateStyle, timeZone: 'UTC' });
					const local = DateTime.fromJSDate(day, { zone: 'utc' });
					// Two digits of a year stand for another century in the short form.
					const expected = local.year >= 1937 && local.year <= 2036 ? local.toISODate() : undefined;
					if (dateStyle !== 'short' || expected) {
						expect(read(format.format(day), from)).toBe(local.toISODate());
					}
				}
			}),
		);
	});

	it('accepts nothing in a time zone that does not exist', () => {
		expect(valueOf('hoje', question('Mars/Olympus'))).toBeUndefined();
	});

	it('moves a time that the clock leaves out to the one after it', () => {
		const question = {
			kind: 'date',
			timeZone: 'America/New_York',
			language: 'en-US',
			country: 'US',
		} as const;
		expect(valueOf('2027-03-14 02:30', question)).toMatchObject({
			time: '03:30',
			iso: '2027-03-14T03:30:00-04:00',
		});
	});

	it.each([
		'America/Sao_Paulo',
		'America/New_York',
		'Europe/Lisbon',
		'Asia/Kolkata',
		'Pacific/Chatham',
	])('reads every ISO date and instant of %s', (timeZone) => {
		fc.assert(
			fc.property(
				fc.date({
					min: new Date('1950-01-01T00:00:00Z'),
					max: new Date('2100-01-01T00:00:00Z'),
					noInvalidDate: true,
				}),
				(instant) => {
					const local = DateTime.fromJSDate(instant, { zone: timeZone }).startOf('minute');
					const date = local.toISODate();
					expect(valueOf(String(date), question(timeZone))).toMatchObject({ date });
					const iso = local.toISO();
					expect(valueOf(String(iso), question(timeZone))).toMatchObject({
						date,
						time: local.toFormat('HH:mm'),
					});
				},
			),
		);
	});
});
