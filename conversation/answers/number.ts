import { foldText } from '../../messaging/text-folding';
import { cleanText } from './answer-text';
import type { Expectation } from './expectation';
import { numberWordsOf, type NumberWord } from './number-words';
import { DIGITS, readDigits, separatorsOf, type Separators } from './typed-digits';

/**
 * Reads the number in an answer: "25", "vinte e cinco", "R$ 1.200,50", "meia dúzia", "2 pessoas". An answer with two
 * numbers, or one that sets a bound ("mais de 10"), is ambiguous and refused.
 */

/** Longest answer that is read for a number, in UTF-16 units. */
const MAX_LENGTH = 200;
/** More words around a number tell a story, in which the number may mean anything. */
const MAX_OTHER_WORDS = 8;

/** A minus that is glued to digits, or to the currency before them. */
const MINUS = '\u2212';

const TOKEN = new RegExp(`${MINUS}?${DIGITS.source}|\\p{L}+|[^\\s]`, 'gu');

/** Words that make the number another one, or a bound. */
const REFUSING: ReadonlySet<string> = new Set(
	(
		'nao nunca ou menos mais pelo maximo minimo ate acima abaixo entre quase ' +
		'mas hasta al menor mayor casi entre ' +
		'not or least most more less over under above below between almost up'
	).split(' '),
);

/** Signs that join digits to something else than a number: dates, times, links, fractions, ranges. */
const REFUSING_SIGN = /[/:@⁄=^\\]/;

interface Token {
	text: string;
	/** Whether it follows the previous token without a space. */
	isGlued: boolean;
}

/** Returns the number that a text states, within the bounds of the question. */
export function readNumber(text: string, expected: Expectation): number | undefined {
	const { language, country, minimum = -Infinity, maximum = Infinity } = expected;
	const clean = cleanText(text);
	if (clean === '' || clean.length > MAX_LENGTH) return undefined;
	const separators = separatorsOf(language, country);
	const tokens = tokensOf(clean, separators);
	const found = findNumbers(tokens, numberWordsOf(language), separators);
	// A customer may also write in another language.
	const number = only(found.length > 0 ? found : findNumbers(tokens, numberWordsOf(), separators));
	return number !== undefined && number >= minimum && number <= maximum ? number : undefined;
}

function only(found: readonly Found[]): number | undefined {
	// "Uma mesa para 4" states one number: the other word is an article.
	const stated = found.length > 1 ? found.filter(({ isArticle }) => !isArticle) : found;
	return stated.length === 1 ? stated[0]?.value : undefined;
}

function tokensOf(clean: string, { groupsBySpace }: Separators): Token[] {
	const signed = clean
		.replaceAll(MINUS, '-')
		.replace(/(^|\s|\p{Sc}|[A-Z]{3})-((?:\p{L}{0,3}\p{Sc}|[A-Z]{3}) ?)?(?=\d)/gu, `$1$2${MINUS}`);
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

/** Returns every number of the tokens; none where something makes them ambiguous. */
function findNumbers(
	tokens: readonly Token[],
	words: ReadonlyMap<string, NumberWord>,
	separators: Separators,
): Found[] {
	const found: Found[] = [];
	let run = startRun();
	let others = 0;
	const finish = () => {
		const value = valueOf(run);
		if (value !== undefined) found.push({ value, isArticle: run.isArticle });
		run = startRun();
	};
	for (const [index, token] of tokens.entries()) {
		if (isRefused(token, tokens[index - 1])) return [];
		const part = partOf(token.text, words, separators);
		if (part === 'unreadable') return [];
		if (part === undefined) {
			if (token.text === '-' && token.isGlued && run.count > 0) continue;
			finish();
			if (/\p{L}/u.test(token.text) && ++others > MAX_OTHER_WORDS) return [];
		} else if (!extend(run, part)) {
			finish();
			extend(run, part);
		}
	}
	finish();
	return found;
}

function isRefused({ text, isGlued }: Token, previous: Token | undefined): boolean {
	// "A2" is a name.
	const isName = isGlued && /^\d/.test(text) && /\p{L}$/u.test(previous?.text ?? '');
	return isName || REFUSING.has(text) || REFUSING_SIGN.test(text);
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

/** A number while its parts are read. */
interface Run {
	/** Number of parts. */
	count: number;
	total: number;
	/** Part below the next factor. */
	current: number;
	/** A part that is added must be smaller. */
	room: number;
	/** Factor that was read last. */
	factor: number;
	isHalf: boolean;
	isArticle: boolean;
}

function startRun(): Run {
	return {
		count: 0,
		total: 0,
		current: 0,
		room: Infinity,
		factor: Infinity,
		isHalf: false,
		isArticle: false,
	};
}

function valueOf(run: Run): number | undefined {
	// Half alone is six to a Brazilian who dictates digits, and a half to others.
	return run.count === 0 || run.isHalf ? undefined : run.total + run.current;
}

/** Adds a part to a number. Returns false where the part begins another number. */
function extend(run: Run, part: NumberWord): boolean {
	if (part.does === 'and') return true;
	if (part.does === 'half') return extendByHalf(run);
	if (part.does === 'multiply') return multiply(run, part.value);
	if (run.isHalf || part.value >= run.room) return false;
	if (run.count > 0 && (part.value <= 0 || !Number.isInteger(part.value))) return false;
	run.isArticle = part.isArticle === true && run.count === 0;
	run.current += part.value;
	run.count++;
	run.room = part.isWhole ? 0 : roomBehind(part.value);
	return true;
}

/** Returns the bound of what may follow: 10 behind "twenty", 100 behind "two hundred", nothing behind "five". */
function roomBehind(value: number): number {
	if (value >= 100) return value % 100 === 0 ? 100 : 0;
	return value >= 20 && value % 10 === 0 ? 10 : 0;
}

function extendByHalf(run: Run): boolean {
	if (run.count === 0) {
		if (run.isHalf) return false;
		run.isHalf = true;
		return true;
	}
	run.current += Number.isFinite(run.factor) && run.current === 0 ? run.factor / 2 : 0.5;
	run.room = 0;
	run.count++;
	return true;
}

function multiply(run: Run, factor: number): boolean {
	const isBare = run.count === 0;
	if (factor >= run.factor && run.current === 0) {
		// "Mil millones".
		run.total *= factor;
	} else if (factor === 100) {
		if (run.current >= 100) return false;
		run.current = (isBare ? 1 : run.current) * factor;
		run.room = 100;
		run.count++;
		run.isArticle = false;
		return true;
	} else {
		if (factor >= run.factor) return false;
		run.total += (run.isHalf ? 0.5 : isBare ? 1 : run.current) * factor;
		run.current = 0;
	}
	run.factor = factor;
	run.room = factor === 12 ? 0 : factor;
	run.isHalf = false;
	run.isArticle = false;
	run.count++;
	return true;
}
