import { foldText } from '../../messaging/text-folding';
import { MAX_ANSWER_LENGTH } from '../../messaging/typed-number';
import { cleanText } from './answer-text';
import { MONTH_WORDS } from './calendar-words';
import type { NumberWord } from './number-words';

/**
 * Text of a date in one spelling: folded, numbers in digits, each word and sign between single spaces. "Às 15h30" is
 * "as 15 h 30", and "sexta-feira, vinte e cinco" is "sexta feira , 25".
 */

/** Replaces a part that was read, so that its neighbours do not join. */
const CUT = ' ; ';

const TOKEN = /\d+|\p{L}+|[^\s]/gu;

/** Returns the text in that spelling; `''` for one that is too long to be a date. */
export function dateText(text: string, words: ReadonlyMap<string, NumberWord>): string {
	const clean = cleanText(text);
	if (clean.length > MAX_ANSWER_LENGTH) return '';
	const folded = foldText(clean).replace(/(?<=\p{L})-(?=\p{L})/gu, ' ');
	const tokens = (folded.match(TOKEN) ?? []).filter((token) => token !== ';');
	const spaced = tokens
		.join(' ')
		// "Um" is a number where a time or a duration is due, and an article elsewhere.
		.replace(/\b(a|as|la|em|en|daqui|dentro de) (?:um|uma|un|una)(?= |$)/g, '$1 1')
		.replace(/\bin an? (?!half)/g, 'in 1 ')
		.replace(/\ban? (?=(?:day|week|month|hour) (?:from|ago)\b)/g, '1 ');
	return withDigits(spaced.split(' '), words).join(' ');
}

function withDigits(tokens: readonly string[], words: ReadonlyMap<string, NumberWord>): string[] {
	const valueOf = (token = '') => {
		const word = words.get(token);
		return word?.does === 'add' && !word.isArticle ? word.value : undefined;
	};
	const result: string[] = [];
	for (let index = 0; index < tokens.length; index++) {
		const token = tokens[index] ?? '';
		// "5 dez" is in December.
		const before = result.slice(-2).join(' ');
		const isMonth = MONTH_WORDS.has(token) && /(?:\d|\d (?:[/.-]|de))$/.test(before);
		const value = isMonth ? undefined : valueOf(token);
		const isTens = value !== undefined && value >= 20 && value < 100 && value % 10 === 0;
		const joins = words.get(tokens[index + 1] ?? '')?.does === 'and' ? 2 : 1;
		const ones = words.get(tokens[index + joins] ?? '');
		if (isTens && ones?.does === 'add' && ones.value > 0 && ones.value < 10) {
			result.push(String(value + ones.value));
			index += joins;
		} else {
			result.push(value === undefined ? token : String(value));
		}
	}
	return result;
}

/** Named groups of a match. */
export type Groups = Readonly<Record<string, string | undefined>>;

/** A part that was read, and the text without it. */
export interface CutPart<Value> {
	value: Value;
	rest: string;
}

/**
 * Cuts the first match of a pattern that can be read out of a text.
 *
 * @param read returns `undefined` for a match that is not meant
 */
export function cutPart<Value>(
	text: string,
	pattern: RegExp,
	read: (groups: Groups) => Value | undefined,
): CutPart<Value> | undefined {
	for (const { 0: found, index, groups = {} } of text.matchAll(pattern)) {
		const value = read(groups);
		if (value === undefined) continue;
		return { value, rest: text.slice(0, index) + CUT + text.slice(index + found.length) };
	}
	return undefined;
}
