import fc from 'fast-check';

import { BRAZIL, valueOf } from './answers';

const read = (text: string) => valueOf(text, { kind: 'cpfOrCnpj', ...BRAZIL });

const LETTERS = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const CPF_WEIGHTS = [11, 10, 9, 8, 7, 6, 5, 4, 3, 2];
const CNPJ_WEIGHTS = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];

/** Adds both check digits as the manual of the tax office shows it, with its rows of weights. */
function complete(base: string, weights: readonly number[]): string {
	const digit = (characters: string) => {
		const row = weights.slice(-characters.length);
		const values = [...characters].map((character) => character.charCodeAt(0) - 48);
		const sum = values.reduce((total, value, index) => total + value * (row[index] ?? 0), 0);
		return sum % 11 < 2 ? 0 : 11 - (sum % 11);
	};
	const first = `${base}${digit(base)}`;
	return `${first}${digit(first)}`;
}

const text = (characters: readonly string[], length: number) =>
	fc
		.array(fc.constantFrom(...characters), { minLength: length, maxLength: length })
		.map((parts) => parts.join(''))
		.filter((base) => new Set(base).size > 1);

const numbers = fc.oneof(
	text(LETTERS.slice(0, 10), 9).map((base) => complete(base, CPF_WEIGHTS)),
	text(LETTERS.slice(0, 10), 12).map((base) => complete(base, CNPJ_WEIGHTS)),
	text(LETTERS, 12).map((base) => complete(base, CNPJ_WEIGHTS)),
);

describe('answers: a CPF', () => {
	it.each([
		'123.456.789-09',
		'12345678909',
		'123 456 789 09',
		'123.456.789/09',
		'123.456.789–09',
		'１２３４５６７８９０９',
		'*123.456.789-09*',
		'meu CPF é 123.456.789-09.',
		'CPF: 123.456.789-09 👍',
		'cpf 12345678909 obrigado',
	])('%j is 123.456.789-09', (answer) => {
		expect(read(answer)).toEqual({
			type: 'cpf',
			digits: '12345678909',
			formatted: '123.456.789-09',
		});
	});

	it.each([
		'',
		'não tenho',
		'123.456.789-08',
		'123.456.789',
		'1234567890',
		'111.111.111-11',
		'00000000000',
		'123.456.789-09 ou 987.654.321-00',
		'(11) 98888-0001',
	])('%j is none', (answer) => {
		expect(read(answer)).toBeUndefined();
	});
});

describe('answers: a CNPJ', () => {
	it.each([
		['11.222.333/0001-81', '11222333000181', '11.222.333/0001-81'],
		['11222333000181', '11222333000181', '11.222.333/0001-81'],
		['CNPJ 11.222.333/0001-81, por favor', '11222333000181', '11.222.333/0001-81'],
		['12.ABC.345/01DE-35', '12ABC34501DE35', '12.ABC.345/01DE-35'],
		['12abc34501de35', '12ABC34501DE35', '12.ABC.345/01DE-35'],
	])('%j is %s', (answer, digits, formatted) => {
		expect(read(answer)).toEqual({ type: 'cnpj', digits, formatted });
	});

	it.each(['11.222.333/0001-80', '12.ABC.345/01DE-36', '12.ABC.345/01DE-3A', '00000000000000'])(
		'%j is none',
		(answer) => expect(read(answer)).toBeUndefined(),
	);
});

describe('answers: check digits of CPF and CNPJ', () => {
	it('accepts every number with its own check digits, also in its written form', () => {
		fc.assert(
			fc.property(numbers, (digits) => {
				const value = read(digits) as { digits: string; formatted: string };
				expect(value).toMatchObject({ digits });
				expect(read(value.formatted)).toEqual(value);
			}),
		);
	});

	/** Returns the number with another digit at a place; `undefined` where a letter stands. */
	const changed = (digits: string, index: number, shift: number) => {
		const typed = digits[index] ?? '';
		return /\d/.test(typed)
			? `${digits.slice(0, index)}${(Number(typed) + shift) % 10}${digits.slice(index + 1)}`
			: undefined;
	};
	const shifts = fc.integer({ min: 1, max: 9 });

	it('refuses every number of which a check digit is another', () => {
		fc.assert(
			fc.property(numbers, fc.constantFrom(1, 2), shifts, (digits, fromEnd, shift) => {
				expect(read(String(changed(digits, digits.length - fromEnd, shift)))).toBeUndefined();
			}),
		);
	});

	it('refuses every number of which another digit is wrong, unless its check digits stay right', () => {
		fc.assert(
			fc.property(numbers, fc.nat(11), shifts, (digits, place, shift) => {
				const base = changed(digits.slice(0, -2), place % (digits.length - 2), shift);
				fc.pre(base !== undefined);
				const own = complete(String(base), base?.length === 9 ? CPF_WEIGHTS : CNPJ_WEIGHTS);
				// Remainders 0 and 1 both give the check digit 0.
				fc.pre(own !== `${base}${digits.slice(-2)}`);
				expect(read(`${base}${digits.slice(-2)}`)).toBeUndefined();
			}),
		);
	});
});
