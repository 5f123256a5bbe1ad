import fc from 'fast-check';

import { readTypedChoice } from '../../messaging/typed-choice';

function menu(...titles: string[]) {
	return titles.map((title, index) => ({ id: `choice-${index + 1}`, title }));
}

const MENU = menu('✅ Sim, pode', 'Sair', 'Mais tarde');
const LONG_MENU = menu(
	...Array.from({ length: 20 }, (_, index) => `Loja ${'abcdefghijklmnopqrst'[index]}`),
);
const number = (text: string, choices = MENU) => {
	const choice = readTypedChoice(text, choices);
	return choice && choices.indexOf(choice) + 1;
};

describe('typed choice: titles', () => {
	it.each([
		['sim, pode', 1],
		['Sim pode!', 1],
		['SAÍR!', 2],
		['*Sair*', 2],
		['sair por favor', 2],
		['Mais  tarde 🙏', 3],
		['2 - Sair', 2],
		['2. sair', 2],
	])('%j names choice %d', (text, expected) => {
		expect(number(text)).toBe(expected);
	});

	it.each(['sim', 'sair da lista', 'quero sair', 'tarde', '1 - Sair'])(
		'%j names no choice, as it is no whole title',
		(text) => expect(number(text)).toBeUndefined(),
	);

	it('prefers the whole title to one that is left without courtesies', () => {
		expect(number('não obrigado', menu('Não', 'Não, obrigado'))).toBe(2);
		expect(number('não obrigado', menu('Não', 'Talvez'))).toBe(1);
	});

	it('distinguishes signs if the titles are signs', () => {
		expect(number('👎', menu('👍', '👎'))).toBe(2);
	});

	it('prefers the title where titles are numbers', () => {
		const people = menu('3', '4', '1');
		expect(number('3', people)).toBe(1);
		expect(number('1', people)).toBe(3);
		expect(number('2', people)).toBe(2);
	});

	it('does not guess between two choices of the same title, but knows their numbers', () => {
		const twins = menu('09:30', '09:30');
		expect(number('09:30', twins)).toBeUndefined();
		expect(number('2', twins)).toBe(2);
	});
});

describe('typed choice: numbers', () => {
	it.each([
		'2',
		' 2. ',
		'2)',
		'(2)',
		'02',
		'#2',
		'２',
		'2️⃣',
		'②',
		'٢',
		'*2*',
		'"2"',
		'“2”',
		'2 👍',
		'2!',
		'nº 2',
		'Nº2',
		'n° 2',
		'2º',
		'2ª',
		'2 por favor',
		'oi, 2, obrigada',
		'opção 2',
		'a 2',
		'quero a 2',
		'número 2',
		'option 2',
		'la opción 2',
		'2ª opção',
	])('%j names the second choice', (text) => {
		expect(number(text)).toBe(2);
	});

	it.each([
		'dois',
		'Dois!',
		'duas',
		'dos',
		'two',
		'segundo',
		'a segunda',
		'a segunda opção',
		'opção dois',
		'quero o segundo',
		'la segunda',
		'the second one',
		'2nd',
	])('%j names the second choice in words', (text) => {
		expect(number(text)).toBe(2);
	});

	it.each([
		['onze', 11],
		['décimo primeiro', 11],
		['a décima terceira', 13],
		['decimotercero', 13],
		['fourteenth', 14],
		['vinte', 20],
		['vigésimo', 20],
		['twentieth', 20],
	])('%j names choice %d', (text, expected) => {
		expect(number(text, LONG_MENU)).toBe(expected);
	});

	it.each([
		'',
		' ',
		'0',
		'4',
		'-2',
		'2?',
		'2%',
		'R$ 2',
		'$2',
		'+2',
		'1.5',
		'1/2',
		'½',
		'1 2',
		'2 ou 3',
		'2 e 3',
		'2 pessoas',
		'quero 2',
		'quero dois',
		'2x',
		'A2',
		'12345',
		'5511988880001',
		'dois reais',
		'não',
		'n',
		'opção',
		'a',
		'por favor',
	])('%j names no choice', (text) => {
		expect(number(text)).toBeUndefined();
	});

	it.each(['segunda', 'quarta', 'sexta', 'quarto'])(
		'%j alone may be a weekday or a room, so it names no choice',
		(text) => expect(number(text, LONG_MENU)).toBeUndefined(),
	);

	it('does not read a number in words that is a word of another title', () => {
		const days = menu('Segunda-feira', 'Terça-feira');
		expect(number('a segunda', days)).toBeUndefined();
		expect(number('2', days)).toBe(2);
	});

	it('does not guess where every title starts with a number', () => {
		expect(number('2', menu('2 pessoas', '3 pessoas'))).toBeUndefined();
		expect(number('3', menu('2 pessoas', '3 pessoas'))).toBe(2);
		expect(number('2', menu('1 pessoa', '2 pessoas', '3 pessoas'))).toBe(2);
		expect(number('2 pessoas', menu('2 pessoas', '3 pessoas'))).toBe(1);
		expect(number('2', menu('Cardápio', 'Promoções', '2 via da conta'))).toBe(2);
	});
});

describe('typed choice: any text', () => {
	it('names a choice of the menu, or none', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const choice = readTypedChoice(text, MENU);
				if (choice) expect(MENU).toContain(choice);
			}),
		);
	});

	it('names no choice without a menu', () => {
		expect(readTypedChoice('1', [])).toBeUndefined();
	});

	it('names no choice when the text is longer than an answer', () => {
		expect(number(`2${' '.repeat(199)}`)).toBe(2);
		expect(number(`2${' '.repeat(200)}`)).toBeUndefined();
	});
});
