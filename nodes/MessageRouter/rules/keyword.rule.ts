import type { INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { routers } from '../../../routing';
import type { KeywordMatch } from '../../../routing/keyword-rules';
import { splitPatterns, splitWords } from '../../../routing/keyword-words';
import { fallbackOutput } from './fallback-output';
import { asText, hasOption, readPath, refuseProblems, type RoutingRule } from './rule';

/**
 * Route By Keyword. The text and the tapped button are taken straight from the event; only another text to match
 * costs an expression for each item.
 */

const show = { operation: ['keyword'] };

const MATCHES = {
	anyWord: 'Any Word',
	regularExpression: 'Regular Expression',
	startsWith: 'Starts With',
	wholeMessage: 'Whole Message',
} as const satisfies Record<KeywordMatch, string>;

const rules: INodeProperties = {
	displayName: 'Rules',
	name: 'keywordRules',
	type: 'fixedCollection',
	placeholder: 'Add Rule',
	typeOptions: {
		multipleValues: true,
		sortable: true,
		fixedCollection: { itemTitle: '={{ $collection.item.value.outputName }}' },
	},
	default: {
		values: [{ outputName: 'Menu', words: 'hi, hello, menu, oi, olá, hola', match: 'anyWord' }],
	},
	displayOptions: { show },
	description: 'Each rule has an output of its own. The first rule has the highest priority.',
	options: [
		{
			name: 'values',
			displayName: 'Rule',
			values: [
				{
					displayName: 'Output Name',
					name: 'outputName',
					type: 'string',
					noDataExpression: true,
					default: '',
					placeholder: 'e.g. Orders',
					description:
						'Name of the output. A tapped button with this title or ID picks the rule as well.',
				},
				{
					displayName: 'Words or Phrases',
					name: 'words',
					type: 'string',
					typeOptions: { rows: 2 },
					default: '',
					placeholder: 'e.g. order, my order, pedido, 📦',
					description:
						'Separated by commas or lines. Upper case, accents and full-width letters make no difference. Without any, the output name is the phrase. Regular expressions: one per line, in RE2 syntax.',
				},
				{
					displayName: 'Match',
					name: 'match',
					type: 'options',
					options: [
						{
							name: MATCHES.anyWord,
							value: 'anyWord',
							description: 'One of the words or phrases is somewhere in the message',
						},
						{
							name: MATCHES.regularExpression,
							value: 'regularExpression',
							description: 'A pattern is found in the message, as typed or without accents',
						},
						{
							name: MATCHES.startsWith,
							value: 'startsWith',
							description: 'The message starts with one of the words or phrases',
						},
						{
							name: MATCHES.wholeMessage,
							value: 'wholeMessage',
							description: 'The message is one of the words or phrases and nothing else',
						},
					],
					default: 'anyWord',
					description: 'How a message has to contain the words',
				},
			],
		},
	],
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	displayOptions: { show },
	options: [
		fallbackOutput,
		{
			displayName: 'Numbers Pick Rules',
			name: 'numbers',
			type: 'boolean',
			default: true,
			description: 'Whether a message of "2", "2." or "option 2" picks the second rule',
		},
		{
			displayName: 'Send To',
			name: 'send',
			type: 'options',
			options: [
				{
					name: 'All Matching Outputs',
					value: 'all',
					description: 'One message can go to several outputs',
				},
				{
					name: 'First Matching Output',
					value: 'first',
					description: 'Only the rule with the highest priority counts',
				},
			],
			default: 'first',
			description: 'Where a message goes that several rules match',
		},
		{
			displayName: 'Text to Match',
			name: 'textToMatch',
			type: 'string',
			default: '={{ $json.message.text }}',
			description:
				'The text that is compared with the rules, when it does not come from a Business Messaging Trigger',
		},
		{
			displayName: 'Typo Tolerance',
			name: 'typoTolerance',
			type: 'boolean',
			default: true,
			description:
				'Whether words with a slip still match when nothing matches exactly: one slip from 4 letters on, two from 8',
		},
	],
};

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

export const keyword: RoutingRule = {
	properties: [rules, options],
	prepare(context, itemIndex) {
		const fields = context.getNodeParameter('keywordRules.values', itemIndex, []) as RuleFields[];
		const chosen = context.getNodeParameter('options', itemIndex, {}) as OptionFields;
		const router = routers.keyword({
			rules: fields.map(({ outputName, words, match }, rule) => {
				const how = match ?? 'anyWord';
				if (!isMatch(how)) {
					throw new NodeOperationError(
						context.getNode(),
						`The rule ${rule + 1} has the match "${how}", which does not exist.`,
						{ itemIndex, description: `Choose one of: ${Object.values(MATCHES).join(', ')}.` },
					);
				}
				const text = asText(words) ?? '';
				return {
					name: (outputName ?? '').trim(),
					words: how === 'regularExpression' ? splitPatterns(text) : splitWords(text),
					match: how,
				};
			}),
			send: chosen.send === 'all' ? 'all' : 'first',
			numbers: chosen.numbers ?? true,
			typoTolerance: chosen.typoTolerance ?? true,
		});
		refuseProblems(context, router, itemIndex);
		const ownText = hasOption(context, 'textToMatch');
		return (json, index) => {
			const text = ownText
				? context.getNodeParameter('options.textToMatch', index, '')
				: readPath(json, 'message', 'text');
			const id = asText(readPath(json, 'button', 'id'));
			const title = asText(readPath(json, 'button', 'title'));
			return router.decide({ text: asText(text), button: { id, title } });
		};
	},
};

function isMatch(value: string): value is KeywordMatch {
	return Object.hasOwn(MATCHES, value);
}
