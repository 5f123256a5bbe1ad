import { allowedEdits, editDistance, MAX_EDITS } from '../messaging/edit-distance';

/**
 * Finds the keyword words that a misspelt word may stand for.
 *
 * Each search compares the letters of the typed word, as a set of bits, with those of every keyword word of similar
 * length. It measures the edit distance only of the few that are left. A budget bounds both for each message, whatever
 * the message and the keywords are.
 */

/** Nearest words that a typed word may stand for; of more, the first keywords count. */
const MAX_NEAREST = 20;

/** Comparisons of letters that one message may cost: enough for fifty unknown words and ten thousand keywords. */
const COMPARISONS_FOR_MESSAGE = 1_000_000;
/** Measuring one distance takes as long as this number of comparisons. */
const COMPARISONS_FOR_DISTANCE = 100;

/** Work that is left for one message. */
export interface ComparisonBudget {
	left: number;
}

export function startComparisonBudget(): ComparisonBudget {
	return { left: COMPARISONS_FOR_MESSAGE };
}

/**
 * Returns the keyword words nearest to a typed word, all at the same distance; none when none is near enough or the
 * budget is used up. A keyword word is not near to itself.
 */
export type NearestWords = (typed: string, budget: ComparisonBudget) => readonly string[];

interface Keyword {
	word: string;
	edits: number;
	/** Place among all keyword words. */
	place: number;
}

/** Keyword words of one length, with the letters of each. */
interface LengthGroup {
	keywords: Keyword[];
	letters: number[];
}

/** @param words folded words, without repeats */
export function compileTypoTolerance(words: Iterable<string>): NearestWords {
	const groups = groupByLength(words);
	return (typed, budget) => {
		if (allowedEdits(typed) === 0) return [];
		const letters = lettersOf(typed);
		let nearest: Keyword[] = [];
		let limit = MAX_EDITS;
		for (let length = typed.length - MAX_EDITS; length <= typed.length + MAX_EDITS; length++) {
			const group = groups.get(length);
			if (group === undefined) continue;
			budget.left -= group.keywords.length;
			for (let index = 0; index < group.keywords.length && budget.left > 0; index++) {
				// One edit removes a letter and adds another at most.
				if (countBits(letters ^ (group.letters[index] ?? 0)) > 2 * limit) continue;
				const keyword = group.keywords[index];
				if (keyword === undefined || keyword.word === typed) continue;
				budget.left -= COMPARISONS_FOR_DISTANCE;
				const distance = editDistance(typed, keyword.word, Math.min(keyword.edits, limit));
				if (distance === undefined) continue;
				if (distance < limit) nearest = [];
				limit = distance;
				nearest.push(keyword);
			}
		}
		if (budget.left <= 0) return [];
		nearest.sort((a, b) => a.place - b.place);
		return nearest.slice(0, MAX_NEAREST).map(({ word }) => word);
	};
}

function groupByLength(words: Iterable<string>): Map<number, LengthGroup> {
	const groups = new Map<number, LengthGroup>();
	let place = 0;
	for (const word of words) {
		const edits = allowedEdits(word);
		if (edits === 0) continue;
		const group = groups.get(word.length) ?? { keywords: [], letters: [] };
		groups.set(word.length, group);
		group.keywords.push({ word, edits, place: place++ });
		group.letters.push(lettersOf(word));
	}
	return groups;
}

/** Returns the letters of a word as bits of a number. Several letters may share a bit. */
function lettersOf(word: string): number {
	let letters = 0;
	for (let index = 0; index < word.length; index++) letters |= 1 << (word.charCodeAt(index) & 31);
	return letters;
}

function countBits(bits: number): number {
	let count = bits - ((bits >>> 1) & 0x55555555);
	count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
	return (((count + (count >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
