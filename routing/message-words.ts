import { foldText } from '../messaging/text-folding';

/**
 * The words of a message, folded (case, accents and width removed), in their order and without punctuation. An emoji
 * is a word of its own, whatever skin tone it has. Languages that are written without spaces are divided by the
 * dictionaries of the platform (`Intl.Segmenter`).
 */

const WITHOUT_SPACES =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const WORD = /[\p{L}\p{N}]+|\p{Regional_Indicator}{2}|\p{Extended_Pictographic}/gu;
const EMOJI = /^(?:\p{Regional_Indicator}{2}|\p{Extended_Pictographic})$/u;

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

export function messageWords(text: string): string[] {
	if (!WITHOUT_SPACES.test(text)) return wordsOf(foldText(text));
	// Folding takes vowel signs away, by which the dictionaries know their words: divide first, fold afterwards.
	return [...segmenter.segment(text.normalize('NFKC'))].flatMap(({ segment }) =>
		wordsOf(foldText(segment)),
	);
}

/**
 * The message as lists of words, in the forms in which it may be meant: as it is; without the emoji around the words
 * ("sim 👍" is "sim"); and "👍👍👍" as one.
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
