import { foldText, MAX_FOLDED_LENGTH } from '../messaging/text-folding';
import { readTypedNumber } from '../messaging/typed-number';
import type { Decision, Router } from './decision';
import { compileRules, labelKey, type CompiledRules, type KeywordRule } from './keyword-rules';
import { wordReadings } from './message-words';
import type { FoundRules, PhraseIndex, PhraseMatch } from './phrase-index';
import { compileTypoTolerance, startComparisonBudget, type NearestWords } from './typo-tolerance';

/**
 * Route By Keyword: rules in the order of their priority, each with words, phrases or patterns. The kinds of evidence
 * are asked from the surest to the weakest, and the first kind that finds a rule decides:
 *
 * 1. a tapped button whose id or title is the name or a word of a rule;
 * 2. a typed number that is no rule's own word: "2" is the second rule;
 * 3. words, phrases and patterns, exactly (case, accents and width apart);
 * 4. words with typing slips, each read as the nearest keyword word. Asked last, so that a slip never takes a message
 *    from a rule that it matches exactly.
 *
 * A missing or empty text matches nothing.
 */

export interface KeywordSettings {
	/** The first has the highest priority. */
	rules: readonly KeywordRule[];
	/** One branch, or every branch whose rule matches. */
	send: 'first' | 'all';
	/** Whether a typed "2" picks the second rule. */
	numbers: boolean;
	typoTolerance: boolean;
}

export interface KeywordInput {
	text?: string;
	/** The button, list row or quick reply that was tapped. */
	button?: { id?: string; title?: string };
}

export interface KeywordDecision extends Decision {
	reason: 'button' | 'number' | 'words' | 'similarWords' | 'noMatch' | 'noText';
}

/** Compiles the rules. A broken pattern is reported in `problems` and matches nothing. */
export function compileKeyword(settings: KeywordSettings): Router<KeywordInput, KeywordDecision> {
	const compiled = compileRules(settings.rules);
	const nearest = onFirstCall(() => compileTypoTolerance(compiled.phrases.vocabulary()));
	const rules = settings.rules.length;

	const choose = (found: FoundRules, reason: KeywordDecision['reason']): KeywordDecision => {
		const all = [...found].sort(([a], [b]) => a - b);
		const chosen = settings.send === 'first' ? all.slice(0, 1) : all;
		return {
			branches: chosen.map(([rule]) => rule),
			matched: chosen.map(([, text]) => text),
			reason,
		};
	};

	const decide = ({ text, button }: KeywordInput): KeywordDecision => {
		const tapped = [button?.id, button?.title]
			.map((label) => compiled.labels.get(labelKey(label ?? '')))
			.find((found) => found !== undefined);
		if (tapped) return choose(tapped, 'button');

		const typed = (text || button?.title || '').slice(0, MAX_FOLDED_LENGTH);
		if (typed.trim() === '') return { branches: [], reason: 'noText' };
		const folded = foldText(typed);
		const readings = wordReadings(typed);
		const words = findExactly(compiled, folded, readings);

		const number = settings.numbers && words.size === 0 ? readTypedNumber(typed) : undefined;
		if (number !== undefined && number <= rules) {
			return choose(new Map([[number - 1, String(number)]]), 'number');
		}

		const minimum = settings.send === 'first' ? Math.min(...words.keys()) : Infinity;
		for (const { rule, source, matches } of compiled.patterns) {
			if (rule >= minimum) break;
			if (!words.has(rule) && matches(typed, folded)) words.set(rule, source);
		}
		if (words.size > 0) return choose(words, 'words');

		const similar = settings.typoTolerance
			? findSimilar(compiled.phrases, nearest(), readings)
			: new Map<number, string>();
		return similar.size > 0 ? choose(similar, 'similarWords') : { branches: [], reason: 'noMatch' };
	};
	return { problems: compiled.problems, decide };
}

function findExactly(compiled: CompiledRules, folded: string, readings: string[][]): FoundRules {
	const found: FoundRules = new Map();
	for (const words of readings) {
		for (const [rule, phrase] of compiled.phrases.find(words.map((word) => [word]))) {
			found.set(rule, phrase);
		}
	}
	for (const { rule, match, sign } of compiled.signs) {
		if (SIGN_MATCHES[match](folded, sign)) found.set(rule, sign);
	}
	return found;
}

const SIGN_MATCHES: Readonly<Record<PhraseMatch, (folded: string, sign: string) => boolean>> = {
	anyWord: (folded, sign) => folded.includes(sign),
	startsWith: (folded, sign) => folded.startsWith(sign),
	wholeMessage: (folded, sign) => folded === sign,
};

function findSimilar(
	phrases: PhraseIndex,
	nearest: NearestWords,
	readings: string[][],
): FoundRules {
	const found: FoundRules = new Map();
	const vocabulary = phrases.vocabulary();
	const budget = startComparisonBudget();
	const meanings = new Map<string, readonly string[]>();
	const meaningsOf = (word: string): readonly string[] => {
		// A keyword is not a misspelt other keyword.
		if (phrases.isPhrase(word)) return [word];
		const others = nearest(word, budget);
		return vocabulary.has(word) ? [word, ...others] : others;
	};
	for (const words of readings) {
		const message = words.map((word) => {
			const known = meanings.get(word) ?? meaningsOf(word);
			meanings.set(word, known);
			return known;
		});
		for (const [rule, phrase] of phrases.find(message)) found.set(rule, phrase);
	}
	return found;
}

function onFirstCall<T>(make: () => T): () => T {
	let made: { value: T } | undefined;
	return () => (made ??= { value: make() }).value;
}
