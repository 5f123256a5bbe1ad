import type { INodeProperties } from 'n8n-workflow';

import { DEFAULT_LET_THROUGH } from '../../../conversation/question-texts';
import { interactiveFields } from './interactive';
import { optionsWith } from './send-options';
import { templateFields } from './template';

/** Fields of a question: the message that asks, the answer that is expected, and how long to wait. */

const contentFields: INodeProperties[] = [
	{
		displayName: 'Message Type',
		name: 'messageType',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Buttons', value: 'buttons', description: 'Text with buttons to tap' },
			{ name: 'List', value: 'list', description: 'Text with a list to choose one row from' },
			{
				name: 'Template',
				value: 'template',
				description: 'An approved template, also outside the customer service window',
			},
			{ name: 'Text', value: 'text' },
		],
		default: 'text',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 3 },
		required: true,
		default: '',
		placeholder: 'e.g. Para quantas pessoas?',
		displayOptions: { show: { messageType: ['text', 'buttons', 'list'] } },
	},
	...interactiveFields,
	...templateFields('template', { messageType: ['template'] }),
];

const answerFields: INodeProperties[] = [
	{
		displayName: 'Expect',
		name: 'expect',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Anything', value: 'anything' },
			{ name: 'CPF or CNPJ', value: 'cpfOrCnpj', description: 'Brazilian tax number, checked' },
			{
				name: 'Date or Time',
				value: 'date',
				description: 'Also in words, e.g. "amanhã às 15h"',
			},
			{ name: 'E-Mail', value: 'email' },
			{ name: 'File', value: 'file', description: 'A picture, document, video or voice message' },
			{ name: 'Number', value: 'number', description: 'Also in words, e.g. "dois"' },
			{
				name: 'Option',
				value: 'option',
				description: 'One of the buttons or rows, tapped or typed',
			},
			{
				name: 'Pattern',
				value: 'pattern',
				description: 'A text that a regular expression matches',
			},
			{ name: 'Phone', value: 'phone' },
			{ name: 'Place', value: 'place', description: 'A shared location, or a typed address' },
			{ name: 'Postcode (CEP)', value: 'postcode' },
		],
		default: 'anything',
		description: 'Kind of the answer. Answers of another kind are asked again.',
	},
	{
		displayName: 'Answers',
		name: 'choices',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. Sim\nNão',
		description: 'One answer in each line. The customer may type it, or its number.',
		displayOptions: { show: { messageType: ['text', 'template'], expect: ['option'] } },
	},
	{
		displayName: 'Pattern',
		name: 'pattern',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. [A-Z]{3}-\\d{4}',
		description: 'Regular expression that the answer must match',
		displayOptions: { show: { expect: ['pattern'] } },
	},
	{
		displayName: 'If Wrong',
		name: 'textIfWrong',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. Não entendi. Escreva um número, por favor.',
		description:
			"Text that asks again after a wrong answer. Leave empty for a short apology in the customer's language with the question.",
		displayOptions: { hide: { expect: ['anything'] } },
	},
	{
		displayName: 'Tries',
		name: 'tries',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 20, numberPrecision: 0 },
		default: 3,
		description: 'How many wrong answers end the question on the output "Wrong Answers"',
		displayOptions: { hide: { expect: ['anything'] } },
	},
	{
		displayName: 'Wait Up To',
		name: 'waitAmount',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 24,
		description: 'After this time the item leaves on "No Reply"',
	},
	{
		displayName: 'Unit',
		name: 'waitUnit',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Seconds', value: 'seconds' },
			{ name: 'Minutes', value: 'minutes' },
			{ name: 'Hours', value: 'hours' },
			{ name: 'Days', value: 'days' },
		],
		default: 'hours',
	},
];

/** Options of the waiting, beside those of every send. */
const waitOptions: INodeProperties[] = [
	{
		displayName: 'Largest Number',
		name: 'maximum',
		type: 'number',
		default: 0,
		description: 'A larger number is a wrong answer',
		displayOptions: { show: { '/expect': ['number'] } },
	},
	{
		displayName: 'Let Through',
		name: 'letThrough',
		type: 'string',
		default: DEFAULT_LET_THROUGH,
		description:
			'Words, separated by commas, that do not answer the question when they are the whole message: they start the workflow as ever. Opt-out words always do.',
	},
	{
		displayName: 'Remind After (Minutes)',
		name: 'remindAfter',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 10,
		description:
			'After this time without an answer the customer gets the reminder, once. 0: never.',
	},
	{
		displayName: 'Reminder',
		name: 'reminder',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. Ainda está por aí?',
		description:
			"Text of the reminder. Leave empty for a short one in the customer's language with the question.",
	},
	{
		displayName: 'Save As',
		name: 'saveAs',
		type: 'string',
		default: '',
		placeholder: 'e.g. birthday',
		description: 'Name under which the answer is kept',
	},
	{
		displayName: 'Save In',
		name: 'saveIn',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Contact',
				value: 'contact',
				description: 'An attribute that stays, e.g. a birthday: customer.attributes',
			},
			{
				name: 'Conversation',
				value: 'conversation',
				description: 'A value until the state expires, e.g. a size: conversation.values',
			},
		],
		default: 'contact',
		description: 'Where the answer is kept under the name of Save As',
	},
	{
		displayName: 'Smallest Number',
		name: 'minimum',
		type: 'number',
		default: 0,
		description: 'A smaller number is a wrong answer',
		displayOptions: { show: { '/expect': ['number'] } },
	},
];

const LEFT_OUT: ReadonlySet<string> = new Set(['campaign', 'idempotencyKey']);

export const questionFields: INodeProperties[] = [
	...contentFields,
	...answerFields,
	optionsWith(waitOptions, LEFT_OUT),
];
