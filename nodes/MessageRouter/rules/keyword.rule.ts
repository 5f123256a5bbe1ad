import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { routers } from '../../../routing';
import type { KeywordSettings } from '../../../routing/keyword';
import { splitPatterns, splitWords } from '../../../routing/keyword-words';
import { isMatch, keywordProperties, MATCHES } from './keyword.properties';
import { messageReader } from './message-input';
import { asText, defineRule } from './rule';

/** Route By Keyword: rules of words, phrases and patterns. */

interface RuleFields {
	outputName?: string;
	words?: string | number;
	match?: string;
}

interface OptionFields {
	numbers?: boolean;
	send?: string;
	typoTolerance?: boolean;
}

export const keyword = defineRule({
	option: {
		name: 'Keyword',
		description: 'By what the customer typed or tapped',
		action: 'Route by keyword',
	},
	properties: keywordProperties,
	outputNames: ({ rows, text }) =>
		rows('keywordRules').map((rule, index) => {
			const words = text(rule, 'match') === 'regularExpression' ? '' : text(rule, 'words');
			const firstWord = (words.split(/[,;\n]/)[0] ?? '').trim();
			return text(rule, 'outputName') || firstWord || 'Rule ' + String(index + 1);
		}),
	hasFallback: true,
	readPerItem: ['textToMatch'],
	readSettings(context, itemIndex): KeywordSettings {
		const fields = context.getNodeParameter('keywordRules.values', itemIndex, []) as RuleFields[];
		const chosen = context.getNodeParameter('options', itemIndex, {}) as OptionFields;
		return {
			rules: fields.map(({ outputName, words, match = 'anyWord' }, rule) => {
				if (!isMatch(match)) throw unknownMatch(context, match, rule, itemIndex);
				const text = asText(words) ?? '';
				return {
					name: (outputName ?? '').trim(),
					words: match === 'regularExpression' ? splitPatterns(text) : splitWords(text),
					match,
				};
			}),
			send: chosen.send === 'all' ? 'all' : 'first',
			numbers: chosen.numbers ?? true,
			typoTolerance: chosen.typoTolerance ?? true,
		};
	},
	compile: routers.keyword,
	inputReader: messageReader,
	reasons: {
		button: 'The customer tapped a button with a name or word of the rule.',
		number: 'The customer wrote the number of the rule.',
		words: 'The message matches the rule.',
		similarWords: 'The message matches the rule after correction of typing errors.',
		noMatch: 'The message matches no rule.',
		noText: 'The item has no text.',
	},
});

function unknownMatch(
	context: IExecuteFunctions,
	match: string,
	rule: number,
	itemIndex: number,
): NodeOperationError {
	return new NodeOperationError(
		context.getNode(),
		`The match "${match}" of rule ${rule + 1} was not recognized.`,
		{ itemIndex, description: `Choose one of ${Object.values(MATCHES).join(', ')}.` },
	);
}
