import type { Rule } from 'eslint';

declare const wording: {
	rule: Rule.RuleModule;
	/** Returns what is wrong with a text, one message for each pattern. */
	refusedWordingIn(text: string): string[];
};
export = wording;
