import { compilePattern, type Pattern } from '../messaging/pattern';
import { foldText } from '../messaging/text-folding';
import type { SettingsProblem } from './decision';
import { messageWords, wordReadings } from './message-words';
import {
	createPhraseIndex,
	type FoundRules,
	type PhraseIndex,
	type PhraseMatch,
} from './phrase-index';

/** Keyword rules, compiled so that a message is compared with all of them at once. */

export type KeywordMatch = PhraseMatch | 'regularExpression';

export interface KeywordRule {
	/** The name of the rule and of its output. */
	name: string;
	/** Words and phrases, or patterns. Without any, the name is the phrase. */
	words: readonly string[];
	match: KeywordMatch;
}

export interface CompiledRules {
	problems: SettingsProblem[];
	phrases: PhraseIndex;
	/** Patterns in the order of their rules. */
	patterns: Array<{ rule: number; source: string; matches: Pattern }>;
	/** Words without a letter, digit or emoji, such as "?". There are few, so they are compared one by one. */
	signs: Array<{ rule: number; match: PhraseMatch; sign: string }>;
	/** Names and words of the rules by `labelKey`, for the title and id of a tapped button. */
	labels: Map<string, FoundRules>;
}

/** Compiles the rules. Adds rules with a broken pattern to `problems`. */
export function compileRules(rules: readonly KeywordRule[]): CompiledRules {
	const compiled: CompiledRules = {
		problems: [],
		phrases: createPhraseIndex(),
		patterns: [],
		signs: [],
		labels: new Map(),
	};
	rules.forEach((rule, index) => {
		addLabel(compiled.labels, rule.name, index);
		if (rule.match === 'regularExpression') return addPatterns(compiled, rule, index);
		for (const phrase of rule.words.length > 0 ? rule.words : [rule.name]) {
			addLabel(compiled.labels, phrase, index);
			const words = messageWords(phrase);
			if (words.length > 0) compiled.phrases.add(words, rule.match, { text: phrase, rule: index });
			else if (foldText(phrase)) {
				compiled.signs.push({ rule: index, match: rule.match, sign: foldText(phrase) });
			}
		}
	});
	return compiled;
}

function addLabel(labels: CompiledRules['labels'], label: string, rule: number): void {
	const key = labelKey(label);
	if (!key) return;
	const found = labels.get(key) ?? new Map<number, string>();
	if (!found.has(rule)) found.set(rule, label);
	labels.set(key, found);
}

/**
 * Returns the form in which ids and titles are compared, word by word: `track_order`, "Track order" and "📦 Track
 * order!" are equal.
 */
export function labelKey(label: string): string {
	return wordReadings(label).at(-1)?.join(' ') || foldText(label);
}

function addPatterns(compiled: CompiledRules, { name, words }: KeywordRule, rule: number): void {
	for (const source of words) {
		const pattern = compilePattern(source);
		if (pattern.ok) compiled.patterns.push({ rule, source, matches: pattern.matches });
		else {
			compiled.problems.push({
				rule,
				problem: `The regular expression of the rule "${name}" cannot be used: ${pattern.reason}.`,
				remedy:
					'Correct the pattern, or choose Any Word for the rule. Look-ahead, look-behind and back-references do not exist in RE2 syntax.',
			});
		}
	}
}
