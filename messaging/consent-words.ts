import {
	compileSentences,
	OPT_OUT_SENTENCES,
	PROMOTIONS_OPT_OUT_SENTENCES,
} from './consent-sentences';
import type { ConsentState } from './event';
import { courtesyAt } from './politeness';
import { foldText, foldedWords } from './text-folding';

/**
 * Words by which customers opt out and in. Only a whole message counts: "SAIR" is an opt-out, "quero sair da fila" is a
 * message. People may repeat a word, stretch it, write it apart or together, and add courtesies, signs and emoji. The
 * lists are defaults that the user edits in the trigger.
 */

export const DEFAULT_OPT_OUT_WORDS: readonly string[] = [
	'sair',
	'parar',
	'pare',
	'descadastrar',
	'cancelar inscrição',
	'não quero receber',
	'stop',
	'stop all',
	'unsubscribe',
	'opt out',
	'revoke',
	'cancel',
	'end',
	'quit',
	'baja',
	'darme de baja',
	'no quiero recibir',
];

export const DEFAULT_OPT_IN_WORDS: readonly string[] = [
	'quero receber',
	'voltar a receber',
	'aceito receber',
	'start',
	'unstop',
	'subscribe',
	'opt in',
	'alta',
	'quiero recibir',
];

/** Opt-out words that are ordinary words, too. They count when typed and alone, and when no open menu offers them. */
const ORDINARY_WORDS: ReadonlySet<string> = new Set(['cancel', 'end', 'quit']);

/** Words by which agents hand a conversation back to the bot. None of them counts until the user adds the option. */
export const DEFAULT_HAND_BACK_WORDS: readonly string[] = [
	'#bot',
	'voltar ao bot',
	'volver al bot',
	'back to bot',
];

/** Longest text that is read for consent, in UTF-16 units. A longer one says more than the wish to opt out. */
export const MAX_CONSENT_LENGTH = 200;

/** Most folded words in one word or sentence of the lists. */
const MAX_PHRASE_WORDS = 16;

export interface ConsentContext {
	/** Whether the customer typed the text. A tap on a button is not typed. */
	typed: boolean;
	/** Titles and ids of the menu or question that is open in the conversation. */
	offered: readonly string[];
}

/** Compiled lists of words. */
export interface ConsentWords {
	/** Returns the consent that a text or caption states, `undefined` for every other message. */
	read(text: string, context: ConsentContext): ConsentState | undefined;
}

/**
 * Compiles the lists; keep the result. A word in both lists opts out, because silence is the safer mistake. The user's
 * lists replace the words. Whole sentences such as "não quero mais receber mensagens" opt out beside any list, because
 * no list has all their forms. An empty list switches them off.
 */
export function compileConsentWords(
	optOut: readonly string[] = DEFAULT_OPT_OUT_WORDS,
	optIn: readonly string[] = DEFAULT_OPT_IN_WORDS,
): ConsentWords {
	const outWords = phraseSet(optOut);
	const inWords = phraseSet(optIn);
	const ordinaryWords = new Set([...ORDINARY_WORDS].filter((word) => outWords.delete(word)));
	const hasOptOuts = outWords.size + ordinaryWords.size > 0;
	const optsOut = (phrase: readonly string[]) =>
		outWords.has(phrase.join('')) || (hasOptOuts && isOptOutSentence(phrase));
	const optsIn = (phrase: readonly string[]) => inWords.has(phrase.join(''));
	return {
		read(text, { typed, offered }) {
			if (text.length > MAX_CONSENT_LENGTH) return undefined;
			for (const words of readings(text)) {
				if (isOnly(words, optsOut)) return 'optedOut';
				if (isOnly(words, optsIn)) return 'optedIn';
				const [word = '', ...otherWords] = new Set(words);
				const isOrdinary = otherWords.length === 0 && ordinaryWords.has(word);
				if (isOrdinary && typed && !isOffered(word, offered)) return 'optedOut';
			}
			return undefined;
		},
	};
}

/**
 * Compiles a list of words; keep the result. It returns whether a text is one of them, compared as opt-out words are: case,
 * accents and signs do not matter, and courtesies may surround the word.
 */
export function compileWholeTexts(phrases: readonly string[]): (text: string) => boolean {
	const known = phraseSet(phrases);
	const isKnown = (phrase: readonly string[]) => known.has(phrase.join(''));
	return (text) =>
		known.size > 0 &&
		text.length <= MAX_CONSENT_LENGTH &&
		readings(text).some((words) => isOnly(words, isKnown));
}

/** Returns whether the text ends promotions and nothing else. */
export function endsPromotions(text: string): boolean {
	if (text.length > MAX_CONSENT_LENGTH) return false;
	return readings(text).some((words) => isOnly(words, isPromotionsSentence));
}

/** Returns the titles of buttons or rows that opt the customer out, of everything or of promotions. */
export function optOutTitles(
	titles: readonly string[],
	words: ConsentWords = compileConsentWords(),
): string[] {
	return titles.filter(
		(title) =>
			words.read(title, { typed: false, offered: titles }) === 'optedOut' || endsPromotions(title),
	);
}

const isOptOutSentence = compileSentences(OPT_OUT_SENTENCES);
const isPromotionsSentence = compileSentences(PROMOTIONS_OPT_OUT_SENTENCES);

/** Returns phrases without spaces, so that "STOP ALL", "STOPALL" and "S.T.O.P. all" are equal. */
function phraseSet(phrases: readonly string[]): Set<string> {
	return new Set(phrases.map((phrase) => wordsOrSigns(phrase).join('')).filter(Boolean));
}

/** Returns the words of a text. A text of signs alone, such as "🛑", is one word. */
function wordsOrSigns(text: string): string[] {
	const words = foldedWords(text);
	return words.length > 0 ? words : [foldText(text).replaceAll(' ', '')];
}

/** Three or more equal letters in a row. */
const STRETCHED = /(\p{L})\1{2,}/gu;

/** Returns the words as they are and, where letters are stretched ("saiiir", "stop alllll"), without that. */
function readings(text: string): string[][] {
	const words = wordsOrSigns(text);
	if (!words.some((word) => word.search(STRETCHED) >= 0)) return [words];
	const shortened = (by: string) => words.map((word) => word.replace(STRETCHED, by));
	return [words, shortened('$1'), shortened('$1$1')];
}

/**
 * Returns whether words are phrases from start to end, at least one, with courtesies before, between and after them.
 */
function isOnly(
	words: readonly string[],
	isPhrase: (phrase: readonly string[]) => boolean,
): boolean {
	/** State after each number of words read: 0 unreachable, 1 courtesies only, 2 with a phrase. */
	const reached = new Uint8Array(words.length + 1);
	reached[0] = 1;
	for (let start = 0; start < words.length; start++) {
		const state = reached[start] ?? 0;
		if (state === 0) continue;
		const courtesy = start + courtesyAt(words, start);
		if (courtesy > start) reached[courtesy] = Math.max(reached[courtesy] ?? 0, state);
		const last = Math.min(words.length, start + MAX_PHRASE_WORDS);
		for (let end = start + 1; end <= last; end++) {
			if (isPhrase(words.slice(start, end))) reached[end] = 2;
		}
	}
	return reached[words.length] === 2;
}

function isOffered(word: string, offered: readonly string[]): boolean {
	return offered.some((label) => foldedWords(label).includes(word));
}
