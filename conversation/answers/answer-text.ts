import { toAsciiDigits } from '../../messaging/typed-number';

/** Text of an answer, without what people put around what they mean. */

/** Longest text that is read as an answer, in UTF-16 units. A longer one is a message of its own. */
export const MAX_TEXT_LENGTH = 1_000;

const INVISIBLE = /[\p{Cf}\p{Cc}\ufe00-\ufe0f\u20e3]/gu;
const PICTURES = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/gu;
const OPENING = /[\s"'`“”‘’«»*_~¡¿]/u;
const CLOSING = /[\s"'`“”‘’«»*_~.,;:!?…]/u;

/**
 * Returns the text with plain digits and spaces, without emoji, quotation marks and punctuation at its ends; `''` for a
 * text that is too long to be an answer.
 */
export function cleanText(text: string): string {
	if (text.length > MAX_TEXT_LENGTH) return '';
	const plain = toAsciiDigits(text.replace(/\s/g, ' ').replace(INVISIBLE, '').normalize('NFKC'))
		.replace(PICTURES, ' ')
		.replace(/\s+/g, ' ');
	return trimEdges(plain);
}

function trimEdges(text: string): string {
	let start = 0;
	let end = text.length;
	while (start < end && OPENING.test(text.charAt(start))) start++;
	while (end > start && CLOSING.test(text.charAt(end - 1))) end--;
	return text.slice(start, end);
}
