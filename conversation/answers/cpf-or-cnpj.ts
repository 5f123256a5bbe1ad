import { cleanText } from './answer-text';
import { onlyOne } from './only-one';

/**
 * Reads the number of a Brazilian taxpayer: the CPF of a person or the CNPJ of a company, which may have letters since
 * July 2026. Their check digits tell a typing error.
 */

export interface TaxNumber {
	type: 'cpf' | 'cnpj';
	/** The number without punctuation. The first twelve characters of a CNPJ may be letters. */
	digits: string;
	/** The number as documents show it: `123.456.789-09` or `12.ABC.345/01DE-35`. */
	formatted: string;
}

const CPF = /^\d{11}$/;
const CNPJ = /^[0-9A-Z]{12}\d{2}$/;
const SAME_DIGIT = /^(.)\1*$/;

/** Returns the only CPF or CNPJ in a text, `undefined` when there is none with right check digits. */
export function readCpfOrCnpj(text: string): TaxNumber | undefined {
	const words = cleanText(text)
		.toUpperCase()
		.replace(/\bC(?:PF|NPJ)\b/g, ' ')
		.replace(/(?<=\s|^)\p{Pd}/gu, '')
		// A number in groups is one word.
		.replace(/(?<=\d) (?=\d)/g, '')
		.split(/[\s,;:()]+/)
		.map((word) => word.replace(/[./\p{Pd}]/gu, ''));
	const digits = onlyOne(words.filter(isTaxNumber));
	return digits === undefined ? undefined : describeTaxNumber(digits);
}

function isTaxNumber(digits: string): boolean {
	if (SAME_DIGIT.test(digits)) return false;
	if (CPF.test(digits)) return hasCheckDigits(digits, 11);
	return CNPJ.test(digits) && hasCheckDigits(digits, 9);
}

/**
 * Returns whether the last two digits are those that the characters before give.
 *
 * @param largestWeight weights run from 2 at the last character to this one, and begin anew
 */
function hasCheckDigits(digits: string, largestWeight: number): boolean {
	return [2, 1].every((fromEnd) => {
		const end = digits.length - fromEnd;
		return checkDigit(digits.slice(0, end), largestWeight) === digits[end];
	});
}

function checkDigit(characters: string, largestWeight: number): string {
	const weights = largestWeight - 1;
	const sum = [...characters].reduce((total, character, index) => {
		const fromEnd = characters.length - 1 - index;
		// Letters count by their place in ASCII: A is 17.
		return total + (character.charCodeAt(0) - 48) * (2 + (fromEnd % weights));
	}, 0);
	const remainder = sum % 11;
	return String(remainder < 2 ? 0 : 11 - remainder);
}

function describeTaxNumber(digits: string): TaxNumber {
	return CPF.test(digits)
		? { type: 'cpf', digits, formatted: digits.replace(/(...)(...)(...)(..)/, '$1.$2.$3-$4') }
		: {
				type: 'cnpj',
				digits,
				formatted: digits.replace(/(..)(...)(...)(....)(..)/, '$1.$2.$3/$4-$5'),
			};
}
