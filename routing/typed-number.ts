import { foldText } from '../messaging/text-folding';

/**
 * People answer a numbered list with "2", "2.", "2)", "#2", "2️⃣" or "option 2". Anything more than that is a message
 * with a number in it, not a choice.
 */

const CHOICE =
	/^(?:(?:opcao|opcion|option|numero|number|item)\s*)?[(#[]?\s*0*([1-9]\d{0,5})\s*[.)\]:,!;º-]*$/;

/** Zeros of the decimal digits of scripts that foldText leaves as they are; each is followed by 1 to 9. */
const DIGIT_ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0be6, 0x0c66, 0x0e50];

/** The number that the text consists of, from 1; `undefined` when it is not a choice. */
export function typedNumber(text: string): number | undefined {
	const folded = foldText(text).replace(/\p{Nd}/gu, toAsciiDigit);
	const digits = CHOICE.exec(folded)?.[1];
	return digits === undefined ? undefined : Number(digits);
}

function toAsciiDigit(digit: string): string {
	const code = digit.codePointAt(0) ?? 0;
	const zero = DIGIT_ZEROS.find((start) => code >= start && code < start + 10);
	return zero === undefined ? digit : String(code - zero);
}
