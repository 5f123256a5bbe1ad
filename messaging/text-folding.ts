/**
 * Folding makes two spellings of one word equal: "SAÍR", "sair " and "ｓａｉｒ" are the same word to a customer. It removes
 * case, accents, width, invisible characters and surplus white space.
 *
 * The text is untrusted, so the work is bounded and linear. One character may become eighteen when it is folded;
 * therefore the text is cut before, and no rule here goes back over what it has read.
 */

/** Longest part of a text that is folded, in UTF-16 units. The longest text message of any channel fits into it. */
export const MAX_FOLDED_LENGTH = 4_096;

/** Returns the folded form of the first `MAX_FOLDED_LENGTH` units of a text. */
export function foldText(text: string): string {
	return (
		text
			.slice(0, MAX_FOLDED_LENGTH)
			// Before the decomposition, which sorts a run of marks in quadratic time, and after it for the marks it splits off.
			.replace(INVISIBLE, '')
			.normalize('NFKD')
			.replace(INVISIBLE, '')
			.toLowerCase()
			.replace(/ß/g, 'ss')
			.replace(/\s+/g, ' ')
			.trim()
	);
}

/** Returns the folded text without punctuation and emoji at its ends: "Sair!!" is "sair". A text of signs alone keeps them. */
export function foldPhrase(text: string): string {
	const folded = foldText(text);
	let start = 0;
	while (start < folded.length && isEdge(folded, start)) start += unitsAt(folded, start);
	if (start === folded.length) return folded;
	let end = folded.length;
	while (isEdge(folded, startBefore(folded, end))) end = startBefore(folded, end);
	return folded.slice(start, end);
}

/** Returns the words of a text, folded: its runs of letters and digits, without punctuation and emoji. */
export function foldedWords(text: string): string[] {
	return foldText(text).match(WORD) ?? [];
}

const INVISIBLE = /[\p{M}\p{Cf}]/gu;
const WORD = /[\p{L}\p{N}]+/gu;
const EDGE = /[\p{P}\p{S}\s]/u;

function isEdge(text: string, index: number): boolean {
	return EDGE.test(String.fromCodePoint(text.codePointAt(index) ?? 0));
}

function unitsAt(text: string, index: number): 1 | 2 {
	return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}

/** Returns the index at which the character before `end` starts. */
function startBefore(text: string, end: number): number {
	return end >= 2 && unitsAt(text, end - 2) === 2 ? end - 2 : end - 1;
}
