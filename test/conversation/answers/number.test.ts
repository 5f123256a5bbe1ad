import fc from 'fast-check';

import { BRAZIL, MEXICO, SPAIN, UNITED_STATES, valueOf } from './answers';

const read = (text: string, from: { language?: string; country?: string } = BRAZIL) =>
	valueOf(text, { kind: 'number', timeZone: 'UTC', ...from });

describe('answers: a number in Brazil', () => {
	it.each([
		['2', 2],
		['0', 0],
		['007', 7],
		['-5', -5],
		['+5', 5],
		['２５', 25],
		['٢٥', 25],
		['2️⃣', 2],
		['*2*', 2],
		['2!', 2],
		['2 👍', 2],
		['(2)', 2],
		['2\u00a0', 2],
		['1,5', 1.5],
		['1.5', 1.5],
		['0,125', 0.125],
		['1.200', 1200],
		['1.200,50', 1200.5],
		['1,200.50', 1200.5],
		['R$ 1.200,50', 1200.5],
		['R$1200', 1200],
		['-R$ 50,00', -50],
		['1200 reais', 1200],
		['US$ 20', 20],
		['50%', 50],
		['2kg', 2],
		['50 m²', 50],
		['50m2', 50],
		['5º', 5],
		['2 pessoas', 2],
		['somos 4', 4],
		['mesa para 4, por favor', 4],
		['uma mesa para 4', 4],
		['umas 20 pessoas', 20],
		['2 mil', 2000],
		['10k', 10000],
		['2,5 milhões', 2_500_000],
		['2 mil e 500', 2500],
		['dois', 2],
		['Duas!', 2],
		['uma', 1],
		['zero', 0],
		['nenhuma', 0],
		['dez', 10],
		['quinze', 15],
		['vinte e cinco', 25],
		['vinte cinco', 25],
		['trinta e uma pessoas', 31],
		['cem', 100],
		['cento e vinte', 120],
		['cento e vinte e cinco', 125],
		['duzentos e cinquenta reais', 250],
		['mil', 1000],
		['mil e duzentos', 1200],
		['dois mil e quinhentos', 2500],
		['cento e vinte mil', 120_000],
		['um milhão e meio', 1_500_000],
		['um milhão duzentos mil e cinquenta', 1_200_050],
		['meio milhão', 500_000],
		['dois e meio', 2.5],
		['duas dúzias', 24],
		['meia dúzia', 6],
		['uma dúzia e meia', 18],
		['dúzia', 12],
		['nº5', 5],
		['quantidade: 3', 3],
		['5mi', 5_000_000],
		['.5', 0.5],
		['é 5', 5],
		['são 3', 3],
		['dez por cento', 10],
		['5 estrelas', 5],
		['nº 5', 5],
		['37,5°C', 37.5],
		['mil e uma', 1001],
		['1,5 mil', 1500],
	])('%j is %d', (text, expected) => {
		expect(read(text)).toBe(expected);
	});

	it.each(
		[
			'',
			'👍',
			'sim',
			'não sei',
			'muitas',
			'2 ou 3',
			'2 e 3',
			'2, 3',
			'2-3 pessoas',
			'de 2 a 4',
			'entre 2 e 4',
			'mais de 10',
			'pelo menos 10',
			'até 10',
			'não somos 5',
			'dois três',
			'dois ou três',
			'5 vinte',
			'2 adultos e 1 criança',
			'2 adultos e uma criança',
			'eu e um amigo',
			'eu e minha esposa',
			'um casal',
			'quarenta e poucos',
			'um quilo e meio',
			'mais ou menos 5',
			'5+',
			'um terço',
			'1,000',
			'alguns dos meus amigos',
			'5 pessoas às 20h',
			'12/05',
			'12/05/2026',
			'15:30',
			'15h30',
			'1/2',
			'½',
			'(11) 99999-0000',
			'01310-100',
			'A2',
			'meia',
			'meio',
			'1.2.3',
			'1.20.300',
			'1,200,30',
			'1234567890123456789',
			'https://a.example/2',
			'eu e mais a minha família toda vamos chegar lá pelas 8 da noite amanhã',
		].filter((text) => text !== '12.34'),
	)('%j is no number', (text) => {
		expect(read(text)).toBeUndefined();
	});
});

describe('answers: a number in Spanish', () => {
	it.each([
		['dos', 2],
		['veinticinco', 25],
		['veintiún', 21],
		['treinta y cinco personas', 35],
		['ciento veinte', 120],
		['mil doscientos', 1200],
		['dos mil quinientos', 2500],
		['dos millones', 2_000_000],
		['dos mil millones', 2_000_000_000],
		['media docena', 6],
		['docena y media', 18],
		['dos y medio', 2.5],
		['once', 11],
		['una mesa para 6', 6],
	])('%j is %d', (text, expected) => {
		expect(read(text, SPAIN)).toBe(expected);
	});

	it('reads separators by the country', () => {
		expect(read('1.200', SPAIN)).toBe(1200);
		expect(read('1,200', MEXICO)).toBe(1200);
		expect(read('1,200', { language: 'es', country: 'MX' })).toBe(1200);
	});

	it.each(['dos o tres', 'más de diez', 'no sé', 'al menos 3'])('%j is no number', (text) => {
		expect(read(text, SPAIN)).toBeUndefined();
	});
});

describe('answers: a number in English', () => {
	it.each([
		['two', 2],
		['twenty-five', 25],
		['twenty five people', 25],
		['one hundred and twenty', 120],
		['a hundred', 100],
		['two thousand five hundred', 2500],
		['three hundred thousand', 300_000],
		['one million two hundred thousand', 1_200_000],
		['a dozen', 12],
		['half a dozen', 6],
		['half-a-dozen', 6],
		['two and a half', 2.5],
		['$1,200.50', 1200.5],
		['1,200', 1200],
		['1.200', 1.2],
		['table for 4', 4],
	])('%j is %d', (text, expected) => {
		expect(read(text, UNITED_STATES)).toBe(expected);
	});

	it.each(['two or three', 'more than 5', 'at least 5', 'not 5', 'up to ten', '3 to 5'])(
		'%j is no number',
		(text) => expect(read(text, UNITED_STATES)).toBeUndefined(),
	);
});

/** Words of a language for 0 to 19, the tens, the hundreds, and how they are joined. */
const SPOKEN = {
	pt: {
		from: BRAZIL,
		small:
			'zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove',
		tens: 'vinte trinta quarenta cinquenta sessenta setenta oitenta noventa',
		hundreds:
			'cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos',
		hundred: 'cem',
		thousand: (count: string) => (count === 'um' ? 'mil' : `${count} mil`),
		joins: [' e ', ' e '],
	},
	es: {
		from: SPAIN,
		small:
			'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve',
		tens: 'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa',
		hundreds:
			'ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos',
		hundred: 'cien',
		thousand: (count: string) => (count === 'uno' ? 'mil' : `${count} mil`),
		joins: [' y ', ' '],
	},
	en: {
		from: UNITED_STATES,
		small:
			'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
		tens: 'twenty thirty forty fifty sixty seventy eighty ninety',
		hundreds:
			'one hundred,two hundred,three hundred,four hundred,five hundred,six hundred,seven hundred,eight hundred,nine hundred',
		hundred: 'one hundred',
		thousand: (count: string) => `${count} thousand`,
		joins: ['-', ' and '],
	},
};

/** Writes a number below a million in words. */
function spell(number: number, language: keyof typeof SPOKEN): string {
	const { small, tens, hundreds, hundred, thousand, joins } = SPOKEN[language];
	const word = (list: string, index: number) =>
		list.split(list.includes(',') ? ',' : ' ')[index] ?? '';
	const join = (larger: string, rest: number, by = ' ') =>
		rest === 0 ? larger : `${larger}${by}${spell(rest, language)}`;
	if (number < 20) return word(small, number);
	if (number < 100) return join(word(tens, Math.floor(number / 10) - 2), number % 10, joins[0]);
	if (number === 100) return hundred;
	if (number < 1000)
		return join(word(hundreds, Math.floor(number / 100) - 1), number % 100, joins[1]);
	return join(thousand(spell(Math.floor(number / 1000), language)), number % 1000);
}

describe('answers: numbers in words', () => {
	it.each(['pt', 'es', 'en'] as const)('reads every number below a million in %s', (language) => {
		fc.assert(
			fc.property(fc.oneof(fc.nat(999), fc.nat(999_999)), (number) => {
				expect(read(spell(number, language), SPOKEN[language].from)).toBe(number);
			}),
		);
	});
});

describe('answers: numbers of any locale', () => {
	it('refuses a separator of thousands or decimals when the language is unknown', () => {
		expect(read('1.200', {})).toBeUndefined();
		expect(read('1,200', {})).toBeUndefined();
		expect(read('1.200,50', {})).toBe(1200.5);
		expect(read('1.5', {})).toBe(1.5);
		expect(read('vinte e cinco', {})).toBe(25);
		expect(read('twenty-five', {})).toBe(25);
		expect(read('veinticinco', {})).toBe(25);
	});

	it.each([
		'pt-BR',
		'pt-PT',
		'es-ES',
		'es-MX',
		'en-US',
		'en-IN',
		'de-DE',
		'de-CH',
		'fr-FR',
		'sv-SE',
		'ar-EG',
		'hi-IN',
	])('reads every number that %s writes', (language) => {
		const format = new Intl.NumberFormat(language, { maximumFractionDigits: 3 });
		const formats = [
			format,
			new Intl.NumberFormat(language, { style: 'currency', currency: 'BRL' }),
		];
		fc.assert(
			fc.property(
				fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
				fc.constantFrom(0, 1, 2),
				fc.constantFrom(...formats),
				(digits, decimals, numbers) => {
					const number = digits / 10 ** decimals;
					expect(read(numbers.format(number), { language })).toBe(number);
				},
			),
		);
	});

	it('keeps to the bounds of the question', () => {
		const bounded = (text: string) =>
			valueOf(text, { kind: 'number', ...BRAZIL, minimum: 1, maximum: 8 });
		expect(['1', '8', 'oito'].map(bounded)).toEqual([1, 8, 8]);
		expect(['0', '9', '-1', 'mil'].map(bounded)).toEqual([
			undefined,
			undefined,
			undefined,
			undefined,
		]);
	});
});
