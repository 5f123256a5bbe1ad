import { foldText } from '../../messaging/text-folding';
import { MAX_ANSWER_LENGTH } from '../../messaging/typed-number';
import { cleanText } from './answer-text';
import type { Expectation } from './expectation';
import { extend, startRun, valueOf } from './number-run';
import { numberWordsOf, type NumberWord } from './number-words';
import { DIGITS, readDigits, separatorsOf, type Separators } from './typed-digits';

/**
 * Reads the number in an answer: "25", "vinte e cinco", "R$ 1.200,50", "meia dúzia", "2 pessoas". An answer with two
 * numbers, or one that sets a bound ("mais de 10"), is ambiguous and refused.
 */

/** More words around a number tell a story, in which the number may mean anything. */
const MAX_OTHER_WORDS = 8;

/** A minus that is glued to digits, or to the currency before them. */
const MINUS = '\u2212';

const TOKEN = new RegExp(`${MINUS}?${DIGITS.source}|\\p{L}+|[^\\s]`, 'gu');

/** Words that make the number another one, or a bound. */
const REFUSING: ReadonlySet<string> = new Set(
	(
		'nao nunca ou menos mais pelo maximo minimo ate acima abaixo entre quase poucos poucas tantos tantas terco ' +
		'mas hasta al menor mayor casi pico par pares casal casais pareja parejas tercio ' +
		'not or least most more less over under above below between almost up couple couples pair pairs third quarter quarters'
	).split(' '),
);

/** Signs that join digits to something else than a number: dates, times, links, fractions, ranges. */
const REFUSING_SIGN = /[/@⁄=^\\]/;
/** Signs that do so behind digits only: "15:30" and "5+". */
const REFUSING_BEHIND_DIGITS = /[:+]/;

/** "É" means is; without its accent it would mean and. */
const IS = /(?<!\p{L})é(?!\p{L})/giu;
/** The number of "m²" is none of the answer. */
const AREA_OR_VOLUME = /(?<=m)[23](?![\p{L}\d])/giu;
/** "Nº 5" and "n5". */
const NUMBER_SIGN = /(?<!\p{L})n[o°]?\.?(?=\d)/giu;
const PER_CENT = /\b(?:por cento|por ciento|per ?cent)\b/gi;

interface Token {
	text: string;
	/** Whether it follows the previous token without a space. */
	isGlued: boolean;
}

/** Returns the number that a text states, within the bounds of the question. */
export function readNumber(text: string, expected: Expectation): number | undefined {
	const { language, minimum = -Infinity, maximum = Infinity } = expected;
	const clean = cleanText(text);
	if (clean === '' || clean.length > MAX_ANSWER_LENGTH) return undefined;
	const separators = separatorsOf(expected);
	const tokens = tokensOf(clean, separators);
	const number = pickNumber(findNumbers(tokens, numberWordsOf(language), separators));
	return number !== undefined && number >= minimum && number <= maximum ? number : undefined;
}

/** Returns the number that is meant, `undefined` where there are several. */
function pickNumber(found: readonly Found[] = []): number | undefined {
	// "Uma mesa para 4" states one number: the other word is an article.
	const stated = found.length > 1 ? found.filter(({ isArticle }) => !isArticle) : found;
	return stated.length === 1 ? stated[0]?.value : undefined;
}

function tokensOf(clean: string, { groupsBySpace }: Separators): Token[] {
	const spoken = clean
		.replace(IS, ' ')
		.replace(NUMBER_SIGN, ' ')
		.replace(PER_CENT, '%')
		.replace(AREA_OR_VOLUME, '');
	const signed = spoken
		.replaceAll(MINUS, '-')
		.replace(/(^|\s|\p{Sc}|[A-Z]{3})-((?:\p{L}{0,3}\p{Sc}|[A-Z]{3}) ?)?(?=\d)/gu, `$1$2${MINUS}`)
		.replace(/(^|\s)(?=[.,]\d)/g, '$10');
	const text = foldText(groupsBySpace ? signed.replace(/(?<=\d) (?=\d{3}(?!\d))/g, '') : signed)
		.replace(/\ba (?=half\b)/g, '')
		.replace(/\bhalf[- ]an?[- ]/g, 'half ');
	const tokens: Token[] = [];
	let end = 0;
	for (const { 0: found, index } of text.matchAll(TOKEN)) {
		tokens.push({ text: found, isGlued: index === end && index > 0 });
		end = index + found.length;
	}
	return tokens;
}

interface Found {
	value: number;
	isArticle: boolean;
}

/** Returns every number of the tokens; `undefined` where something makes them ambiguous. */
function findNumbers(
	tokens: readonly Token[],
	words: ReadonlyMap<string, NumberWord>,
	separators: Separators,
): Found[] | undefined {
	const found: Found[] = [];
	let run = startRun();
	let otherWords = 0;
	let isJoining = false;
	const finish = () => {
		const value = valueOf(run);
		if (value !== undefined) found.push({ value, isArticle: run.isArticle });
		run = startRun();
	};
	for (const [index, token] of tokens.entries()) {
		const part = partOf(token.text, words, separators);
		if (part === 'unreadable' || isRefused(token, tokens[index - 1])) return undefined;
		if (part?.does === 'and') {
			isJoining = index > 0;
			continue;
		}
		if (part === undefined && token.text === '-' && token.isGlued && run.count > 0) continue;
		const isFirst = run.count === 0 && !run.isHalf;
		const isExtended = part !== undefined && extend(run, part);
		// "And" joins parts of one number. Between others it adds what may count or not.
		if (isJoining && (isFirst || !isExtended)) return undefined;
		isJoining = false;
		if (isExtended) continue;
		// Half alone is six to a Brazilian who dictates digits.
		if (run.isHalf) return undefined;
		finish();
		if (part !== undefined) extend(run, part);
		else if (/\p{L}/u.test(token.text) && ++otherWords > MAX_OTHER_WORDS) return undefined;
	}
	if (isJoining || run.isHalf) return undefined;
	finish();
	return found;
}

function isRefused({ text, isGlued }: Token, previous: Token | undefined): boolean {
	// "A2" is a name.
	const isName = isGlued && /^\d/.test(text) && /\p{L}$/u.test(previous?.text ?? '');
	const isJoined = isGlued && REFUSING_BEHIND_DIGITS.test(text) && /\d$/.test(previous?.text ?? '');
	return isName || isJoined || REFUSING.has(text) || REFUSING_SIGN.test(text);
}

function partOf(
	token: string,
	words: ReadonlyMap<string, NumberWord>,
	separators: Separators,
): NumberWord | 'unreadable' | undefined {
	if (!/\d/.test(token)) return words.get(token);
	const number = readDigits(token.replace(MINUS, ''), separators);
	if (number === undefined) return 'unreadable';
	return { does: 'add', value: token.startsWith(MINUS) ? -number : number, isWhole: true };
}
