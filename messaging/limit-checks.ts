import type { Blocked } from './error';

/**
 * The single checks that `limits.ts` combines. Lengths are counted in Unicode code points, as the providers do: an emoji
 * of two UTF-16 units is one character.
 */

/** One violation of a limit. Neither reason nor remedy repeats the text of the message. */
export interface LimitViolation extends Blocked {
	/** Path of the field, e.g. `buttons[1].title`. */
	path: string;
	/** The limit in characters, entries or bytes. Absent where it is not a number. */
	maximum?: number;
	/** The actual value, in the same unit. */
	actual?: number;
}

/** The name of one kind of entry, and its codes for too many and for none. */
export interface CountWords {
	many: string;
	tooMany: string;
	none: string;
}

/** Checks the length only. `what` starts the sentence, e.g. `The caption`. */
export function checkText(
	path: string,
	text: string | undefined,
	what: string,
	maximum?: number,
	code = 'textTooLong',
): LimitViolation[] {
	const actual = countCharacters(text ?? '');
	if (maximum === undefined || actual <= maximum) return [];
	return [
		{
			code,
			path,
			maximum,
			actual,
			reason: `${what} has ${actual} characters, ${maximum} are allowed.`,
			remedy: `Shorten it by ${actual - maximum}.`,
		},
	];
}

/** Checks the length, and that the text is not blank. */
export function checkRequiredText(
	path: string,
	text: string,
	what: string,
	maximum?: number,
	code?: string,
): LimitViolation[] {
	if (text.trim() !== '') return checkText(path, text, what, maximum, code);
	return [
		{
			code: 'emptyText',
			path,
			actual: 0,
			reason: `${what} is empty.`,
			remedy: 'Fill it in, or check its expression.',
		},
	];
}

/** Checks that there is at least one entry, and not more than allowed. */
export function checkCount(
	path: string,
	actual: number,
	words: CountWords,
	maximum?: number,
): LimitViolation[] {
	if (actual === 0) {
		return [
			{
				code: words.none,
				path,
				actual,
				reason: `There are no ${words.many}.`,
				remedy: 'Add at least one.',
			},
		];
	}
	if (maximum === undefined || actual <= maximum) return [];
	return [
		{
			code: words.tooMany,
			path,
			maximum,
			actual,
			reason: `There are ${actual} ${words.many}, ${maximum} are allowed.`,
			remedy: `Remove ${actual - maximum} of the ${words.many}.`,
		},
	];
}

/** Checks that ids and titles are unique: otherwise a tap, or its button, is ambiguous. */
export function checkUnique(
	entries: ReadonlyArray<{ path: string; value: string }>,
	what: string,
	code: string,
): LimitViolation[] {
	const seen = new Set<string>();
	return entries.flatMap(({ path, value }) => {
		if (value === '' || !seen.has(value)) {
			seen.add(value);
			return [];
		}
		return [
			{
				code,
				path,
				reason: `${what} is used twice.`,
				remedy: 'Make each one different.',
			},
		];
	});
}

/** Checks that an address can be opened from a phone. */
export function checkLink(path: string, url: string, what: string): LimitViolation[] {
	if (/^https?:\/\/[^\s/]/i.test(url) && URL.canParse(url)) return [];
	return [
		{
			code: 'linkNotValid',
			path,
			reason: `${what} is not a web address.`,
			remedy: 'Enter a full address that starts with https://.',
		},
	];
}

/** Returns the length in Unicode code points. */
export function countCharacters(text: string): number {
	let count = 0;
	for (const _ of text) count++;
	return count;
}
