import { editDistance } from './edit-distance';

/**
 * Which keyword words a misspelt word may stand for. Short words must be exact: "men" is not "menu", and in many
 * languages "meu" is a word of its own. Words with digits are exact too: order 1234 is not order 1235. So are words
 * of scripts in which one sign is a whole syllable or word.
 *
 * The index keeps each keyword word under all its spellings with letters left out (symmetric deletion). Two words
 * that are k edits apart share a spelling with at most k letters left out of each, so a look-up costs the same for
 * ten keywords and for ten thousand. Only the first letters are used for it, which bounds the size; the real
 * distance is measured afterwards.
 */

/** Words of so many letters or fewer must be exact, as keyword and as typed. */
export const EXACT_LETTERS = 3;
/** Keyword words from so many letters on may have two edits, shorter ones one. */
export const TWO_EDITS_FROM_LETTERS = 8;

const MAX_EDITS = 2;
/** Must exceed `MAX_EDITS`. Longer prefixes make the index bigger, shorter ones the check afterwards longer. */
const PREFIX_LETTERS = 7;

/** Longer "words" are addresses, codes and keyboard noise. */
const LONGEST_WORD = 40;

const ALPHABETIC =
	/^(?:(?!\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}|\p{Script=Lao}|\p{Script=Khmer}|\p{Script=Myanmar})\p{L})+$/u;

/** How many edits a keyword word allows. */
export function allowedEdits(word: string): 0 | 1 | 2 {
	const letters = [...word].length;
	if (letters <= EXACT_LETTERS || letters > LONGEST_WORD || !ALPHABETIC.test(word)) return 0;
	return letters < TWO_EDITS_FROM_LETTERS ? 1 : MAX_EDITS;
}

/**
 * The keyword words nearest to a typed word, all at the same distance; empty when none is near enough. A keyword word
 * is not near to itself.
 */
export type NearestWords = (typed: string) => readonly string[];

/** @param words folded words, without repeats */
export function compileTypoTolerance(words: Iterable<string>): NearestWords {
	const spellings = new Map<string, string[]>();
	for (const word of words) {
		const edits = allowedEdits(word);
		if (edits === 0) continue;
		for (const spelling of withLettersLeftOut(word, edits)) {
			const sharing = spellings.get(spelling);
			if (sharing) sharing.push(word);
			else spellings.set(spelling, [word]);
		}
	}
	return (typed) => {
		if (allowedEdits(typed) === 0) return [];
		let nearest: string[] = [];
		let nearestDistance = MAX_EDITS;
		const seen = new Set<string>();
		for (const spelling of withLettersLeftOut(typed, MAX_EDITS)) {
			for (const word of spellings.get(spelling) ?? []) {
				if (word === typed || seen.has(word)) continue;
				seen.add(word);
				const limit = Math.min(allowedEdits(word), nearestDistance);
				const distance = editDistance(typed, word, limit);
				if (distance === undefined) continue;
				if (distance < nearestDistance) nearest = [];
				nearestDistance = distance;
				nearest.push(word);
			}
		}
		return nearest;
	};
}

/** The first letters of a word, as they are and with up to `edits` of them left out. */
function withLettersLeftOut(word: string, edits: number): Set<string> {
	const all = new Set([word.slice(0, PREFIX_LETTERS)]);
	let latest = [...all];
	for (let round = 0; round < edits; round++) {
		const shorter: string[] = [];
		for (const spelling of latest) {
			for (let left = 0; left < spelling.length; left++) {
				const next = spelling.slice(0, left) + spelling.slice(left + 1);
				if (all.has(next)) continue;
				all.add(next);
				shorter.push(next);
			}
		}
		latest = shorter;
	}
	return all;
}
