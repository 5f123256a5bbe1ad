import type { Blocked } from './error';

/**
 * The single checks that `limits.ts` puts together. Lengths are counted in Unicode code points, so that an emoji of two
 * UTF-16 units is one character, as the providers count it.
 */

/** One thing that does not fit. Neither reason nor remedy repeats what was written. */
export interface LimitViolation extends Blocked {
	/** Where, e.g. `buttons[1].title`. */
	path: string;
	/** What is allowed: characters, entries or bytes. Absent where the matter is not a number. */
	maximum?: number;
	/** What was found, in the same unit. */
	actual?: number;
}

/** How entries of one kind are called, and the codes for too many and for none of them. */
export interface CountWords {
	many: string;
	tooMany: string;
	none: string;
}

/** Length only. `what` starts the sentence, e.g. `The caption`. */
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

/** Length, and that there is anything but white space at all. */
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
			remedy: 'Fill it in, and check the expression if it is filled in by one.',
		},
	];
}

/** At least one, and not more than allowed. */
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

/** Ids come back with a tap, and titles are what the customer sees: two of a kind cannot be told apart. */
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

/** That an address can be opened from a phone. */
export function checkLink(path: string, url: string, what: string): LimitViolation[] {
	if (/^https?:\/\/[^\s/]/i.test(url) && URL.canParse(url)) return [];
	return [
		{
			code: 'linkNotValid',
			path,
			reason: `${what} is not a web address.`,
			remedy: 'Give a full address that starts with https://.',
		},
	];
}

/** Unicode code points. */
export function countCharacters(text: string): number {
	let count = 0;
	for (const _ of text) count++;
	return count;
}
