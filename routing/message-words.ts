import { foldText, MAX_FOLDED_LENGTH } from '../messaging/text-folding';

/**
 * Splits a message into its folded words (case, accents and width removed), in their order and without punctuation. An
 * emoji is a word of its own, whatever skin tone it has. Languages that are written without spaces are divided by the
 * dictionaries of the platform (`Intl.Segmenter`). What exceeds `MAX_FOLDED_LENGTH` is not read.
 */

const WITHOUT_SPACES =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const WORD = /[\p{L}\p{N}]+|\p{Regional_Indicator}{2}|\p{Extended_Pictographic}/gu;
const EMOJI = /^(?:\p{Regional_Indicator}{2}|\p{Extended_Pictographic})$/u;

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

export function messageWords(text: string): string[] {
	const start = text.slice(0, MAX_FOLDED_LENGTH);
	if (!WITHOUT_SPACES.test(start)) return wordsOf(foldText(start));
	// Folding takes vowel signs away, by which the dictionaries know their words: divide first, fold afterwards.
	const composed = start.normalize('NFKC').slice(0, MAX_FOLDED_LENGTH);
	return [...segmenter.segment(composed)].flatMap(({ segment }) => wordsOf(foldText(segment)));
}

/**
 * Returns the words of a message in each form that it may have: as it is; without the emoji around the words ("sim 👍"
 * is "sim"); and "👍👍👍" as one.
 */
export function wordReadings(text: string): string[][] {
	const all = messageWords(text);
	const spoken = all.filter((word) => !isEmoji(word));
	if (spoken.length === all.length) return [all];
	if (spoken.length > 0) return [all, spoken];
	return [all, all.filter((word, position) => word !== all[position - 1])];
}

function isEmoji(word: string): boolean {
	return EMOJI.test(word);
}

function wordsOf(folded: string): string[] {
	return folded.match(WORD) ?? [];
}
