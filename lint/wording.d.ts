import type { Rule } from 'eslint';

declare const wording: { rule: Rule.RuleModule };
export = wording;
