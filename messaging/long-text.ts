import { countCharacters } from './limit-checks';

/** Splits a text that is too long for one message, where a reader would pause. */

/** Places to split at, best first. Each keeps its characters with the part before it. */
const BREAKS: readonly RegExp[] = [/\n{2,}/g, /\n/g, /[.!?…]["'”’)]?\s/g, /[,;:]\s/g, /\s/g];
/** A part that is shorter than this share of the limit would look torn, so the next kind of place is tried. */
const LEAST_SHARE = 1 / 3;

const CODE = '```';
/** Below this limit a block of code is split like any other text. */
const LEAST_FOR_CODE = 100;
/** More parts are no message to a person. */
const MOST_PARTS = 10;

/**
 * Returns the parts of a text in order, each of at most `limit` characters: at a paragraph, else a line, a sentence, a
 * clause, a word. A block of code that is split is a block in both parts. Returns `undefined` for more than ten parts.
 */
export function splitText(text: string, limit: number): string[] | undefined {
	const parts: string[] = [];
	let rest = text.trim();
	while (rest.length > limit && countCharacters(rest) > limit) {
		if (parts.length === MOST_PARTS - 1) return undefined;
		const room = limit - (limit < LEAST_FOR_CODE ? 0 : CODE.length);
		const part = firstPart(rest, room);
		const ending = room < limit && isOpenCode(part) ? CODE : '';
		parts.push(part.trimEnd() + ending);
		rest = ending + rest.slice(part.length).trim();
	}
	return rest === '' ? parts : [...parts, rest];
}

/** Returns whether a block of code begins in the text and does not end. */
function isOpenCode(text: string): boolean {
	return text.split(CODE).length % 2 === 0;
}

/** Returns the beginning of the text that becomes a message, with the characters at which it is split. */
function firstPart(text: string, limit: number): string {
	const most = cut(text, limit);
	for (const pattern of BREAKS) {
		const end = lastEnd(most, pattern);
		if (end >= most.length * LEAST_SHARE) return most.slice(0, end);
	}
	return most;
}

function lastEnd(text: string, pattern: RegExp): number {
	let end = 0;
	for (const found of text.matchAll(pattern)) end = found.index + found[0].length;
	return end;
}

/** More code units than a character has that people write, e.g. a family of emoji. */
const LONGEST_CHARACTER = 4;

/** Returns the first characters, without a torn emoji or letter with accents. */
function cut(text: string, limit: number): string {
	let length = 0;
	let count = 0;
	for (const { segment } of new Intl.Segmenter().segment(
		text.slice(0, limit * LONGEST_CHARACTER),
	)) {
		count += countCharacters(segment);
		if (count > limit) break;
		length += segment.length;
	}
	return text.slice(0, Math.max(1, length));
}
