import fc from 'fast-check';
import { DateTime } from 'luxon';
import { openingInWords } from '../../routing/opening-in-words';

const ZONE = 'America/Sao_Paulo';
const local = (text: string) => DateTime.fromISO(text, { zone: ZONE });

// 2026-11-20 is a Friday.
const words = (opening: string, language: string, now = '2026-11-20T20:00') =>
	openingInWords(local(opening), local(now), language);

describe('opening in words', () => {
	it.each([
		['2026-11-20T21:00', 'pt', 'hoje às 21h'],
		['2026-11-21T09:30', 'pt-BR', 'amanhã às 9h30'],
		['2026-11-23T09:00', 'pt', 'segunda-feira às 9h'],
		['2026-11-26T01:00', 'pt', 'quinta-feira à 1h'],
		['2026-11-27T09:00', 'pt', 'dia 27 de novembro às 9h'],
		['2026-11-20T21:00', 'en', 'today at 9 pm'],
		['2026-11-21T00:00', 'en-GB', 'tomorrow at 12 am'],
		['2026-11-23T09:05', 'en', 'Monday at 9:05 am'],
		['2026-11-27T12:00', 'en', 'November 27 at 12 pm'],
		['2026-11-20T21:00', 'es-MX', 'hoy a las 21'],
		['2026-11-21T00:00', 'es', 'mañana a las 0:00'],
		['2026-11-23T09:00', 'es', 'el lunes a las 9'],
		['2026-11-26T01:30', 'es', 'el jueves a la 1:30'],
		['2026-11-27T09:00', 'es', 'el 27 de noviembre a las 9'],
		['2026-11-21T10:00', 'de', 'morgen, 10:00'],
	])('%s in %s is "%s"', (opening, language, expected) => {
		expect(words(opening, language)).toBe(expected);
	});

	it('counts calendar days, also where a day has 23 hours', () => {
		const at = (text: string) => DateTime.fromISO(text, { zone: 'Europe/Lisbon' });
		const [opening, now] = [at('2026-03-30T09:00'), at('2026-03-28T23:59')];
		expect(openingInWords(opening, now, 'pt')).toBe('segunda-feira às 9h');
	});

	it('never names a weekday that comes earlier', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 366 }), (days) => {
				const now = local('2026-11-20T20:00');
				const text = openingInWords(now.plus({ days, minutes: 1 }), now, 'en');
				expect(/(?:day|tomorrow) at/.test(text)).toBe(days < 7);
			}),
		);
	});
});
