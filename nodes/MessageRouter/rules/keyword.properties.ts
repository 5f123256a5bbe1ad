import type { INodeProperties } from 'n8n-workflow';
import type { KeywordMatch } from '../../../routing/keyword-rules';
import { fallbackOutput } from './fallback-output';
import { textToMatchOption } from './message-input';

/** Panel fields of Route By Keyword. */

const show = { operation: ['keyword'] };

export const MATCHES = {
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
						'Name of the output. A tapped button with this title or ID matches the rule, too.',
				},
				{
					displayName: 'Words or Phrases',
					name: 'words',
					type: 'string',
					typeOptions: { rows: 2 },
					default: '',
					placeholder: 'e.g. order, my order, pedido, 📦',
					description:
						'Separated by commas or lines. Case, accents and full-width letters make no difference. Leave empty to match the output name. Write regular expressions one per line, in RE2 syntax.',
				},
				{
					displayName: 'Match',
					name: 'match',
					type: 'options',
					options: [
						{
							name: MATCHES.anyWord,
							value: 'anyWord',
							description: 'One of the words or phrases is anywhere in the message',
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
							description: 'The message is one of the words or phrases, with nothing else',
						},
					],
					default: 'anyWord',
					description: 'How the message must match the words',
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
			description: 'Where to send a message that matches several rules',
		},
		textToMatchOption,
		{
			displayName: 'Typo Tolerance',
			name: 'typoTolerance',
			type: 'boolean',
			default: true,
			description:
				'Whether words with typing errors match when no word matches exactly. Words of 4 letters or more may have one error, words of 8 or more two.',
		},
	],
};

export const keywordProperties: INodeProperties[] = [rules, options];

/** Returns whether the panel offers the match. A workflow that was edited by hand may have another. */
export function isMatch(value: string): value is KeywordMatch {
	return Object.hasOwn(MATCHES, value);
}
