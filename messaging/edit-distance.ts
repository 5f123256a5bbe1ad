/**
 * Number of typing errors between two words: a letter too many, one missing, a wrong one, or two neighbours swapped
 * (the optimal string alignment distance, in which no part is edited twice). Counts UTF-16 units, which are letters in
 * every script that people chat in.
 *
 * Short words must be exact: "men" is not "menu", and in many languages "meu" is a word of its own. Words with digits are
 * exact too: order 1234 is not order 1235. So are words of scripts in which one sign is a whole syllable or word.
 */

const { max, min } = Math;

/** Words of up to this length must be exact, as keyword and as typed. */
const EXACT_LETTERS = 3;
/** Keyword words of at least this length may have two edits, shorter ones one. */
const TWO_EDITS_FROM_LETTERS = 8;

export const MAX_EDITS = 2;

/** Longer "words" are addresses, codes and random letters. */
const LONGEST_WORD = 40;

const ALPHABETIC =
	/^(?:(?!\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}|\p{Script=Lao}|\p{Script=Khmer}|\p{Script=Myanmar})\p{L})+$/u;

/** Returns how many edits a keyword word allows. */
export function allowedEdits(word: string): 0 | 1 | 2 {
	if (word.length > 2 * LONGEST_WORD) return 0;
	const letters = [...word].length;
	if (letters <= EXACT_LETTERS || letters > LONGEST_WORD || !ALPHABETIC.test(word)) return 0;
	return letters < TWO_EDITS_FROM_LETTERS ? 1 : MAX_EDITS;
}

/**
 * Returns the distance, or `undefined` when it exceeds `limit`. Compares each letter only with its `limit` neighbours
 * on both sides. So the time grows with the length of the words, not with its square.
 */
export function editDistance(left: string, right: string, limit: number): number | undefined {
	if (Math.abs(left.length - right.length) > limit) return undefined;
	const start = commonStart(left, right);
	return start === 0
		? distanceInBand(left, right, limit)
		: distanceInBand(left.slice(start), right.slice(start), limit);
}

function commonStart(left: string, right: string): number {
	let start = 0;
	while (start < left.length && left.charCodeAt(start) === right.charCodeAt(start)) start++;
	return start;
}

function distanceInBand(left: string, right: string, limit: number): number | undefined {
	const beyond = limit + 1;
	// Cells outside the band hold `beyond`. Each row sets the cell at both ends of its band, which the next rows read.
	let beforePrevious = new Array<number>(right.length + 1).fill(beyond);
	let previous = beforePrevious.map((_, column) => min(column, beyond));
	let current = beforePrevious.slice();
	for (let row = 1; row <= left.length; row++) {
		const first = max(1, row - limit);
		const last = min(right.length, row + limit);
		current[first - 1] = first === 1 ? min(row, beyond) : beyond;
		let best = current[first - 1] ?? beyond;
		for (let column = first; column <= last; column++) {
			const same = left.charCodeAt(row - 1) === right.charCodeAt(column - 1);
			let cost = min(
				(previous[column] ?? beyond) + 1,
				(current[column - 1] ?? beyond) + 1,
				(previous[column - 1] ?? beyond) + (same ? 0 : 1),
				beyond,
			);
			const isSwapped =
				row > 1 &&
				column > 1 &&
				left.charCodeAt(row - 1) === right.charCodeAt(column - 2) &&
				left.charCodeAt(row - 2) === right.charCodeAt(column - 1);
			if (isSwapped) cost = min(cost, (beforePrevious[column - 2] ?? beyond) + 1);
			current[column] = cost;
			best = min(best, cost);
		}
		if (last < right.length) current[last + 1] = beyond;
		// A swap may still reach back over one row, so both rows have to be beyond the limit.
		if (best > limit && isBeyond(previous, row - 1, limit)) return undefined;
		const oldest = beforePrevious;
		beforePrevious = previous;
		previous = current;
		current = oldest;
	}
	const distance = previous[right.length] ?? beyond;
	return distance <= limit ? distance : undefined;
}

/** Returns whether every cell in the band of a row exceeds the limit. */
function isBeyond(cells: readonly number[], row: number, limit: number): boolean {
	for (let column = max(0, row - limit); column <= row + limit; column++) {
		if ((cells[column] ?? Infinity) <= limit) return false;
	}
	return true;
}
