import type { INodeProperties } from 'n8n-workflow';
import { WEEKDAYS } from '../../../routing/business-days';
import { textToMatchOption } from './message-input';
import { timeZoneOption } from './time-zone-option';

/** Panel fields of Route By Team. */

const show = { operation: ['team'] };

export const DEFAULT_URGENCY_WORDS =
	'urgent, emergency, asap, urgente, urgência, emergência, urgencia, emergencia, socorro';

/** Fields of a rule: first its team, then the conditions. */
const ruleFields: INodeProperties[] = [
	{
		displayName: 'Team',
		name: 'team',
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. Sales',
		description: 'Name of the team, which the item gets as <code>route.team</code>',
	},
	{
		displayName: 'Destination',
		name: 'destination',
		type: 'string',
		default: '',
		placeholder: 'e.g. #sales or sales@example.com',
		description:
			'Where the next node sends it, such as a Slack channel: <code>route.destination</code>',
	},
	{
		displayName: 'Priority',
		name: 'priority',
		type: 'options',
		options: [
			{ name: 'High', value: 'high' },
			{ name: 'Low', value: 'low' },
			{ name: 'Normal', value: 'normal' },
			{ name: 'Urgent', value: 'urgent' },
		],
		default: 'normal',
		description:
			'Priority of the message, as <code>route.priority</code>. A message with an urgency word is always urgent.',
	},
	{
		displayName: 'Words or Phrases',
		name: 'words',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. price, quote, orçamento',
		description:
			'The message has one of them, or is a tapped button with this title or ID. Separated by commas or lines. Case, accents and typing errors make no difference.',
	},
	{
		displayName: 'Urgent Messages Only',
		name: 'urgentOnly',
		type: 'boolean',
		default: false,
		description: 'Whether the message must have one of the urgency words',
	},
	{
		displayName: 'Tiers',
		name: 'tiers',
		type: 'string',
		default: '',
		placeholder: 'e.g. VIP, gold',
		description: 'The stored customer has one of these tiers. Separated by commas.',
	},
	{
		displayName: 'Attribute',
		name: 'attribute',
		type: 'string',
		default: '',
		placeholder: 'e.g. totalSpent',
		description: 'Name of an attribute of the stored customer that reaches a number',
	},
	{
		displayName: 'From Number',
		name: 'from',
		type: 'number',
		default: 0,
		placeholder: 'e.g. 1000',
		displayOptions: { hide: { attribute: [''] } },
		description: 'Smallest number of the attribute',
	},
	{
		displayName: 'Hours',
		name: 'hours',
		type: 'string',
		default: '',
		placeholder: 'e.g. 09:00-12:00, 14:00-18:00',
		description: 'When the customer wrote, in the time zone of the business',
	},
	{
		displayName: 'Days',
		name: 'days',
		type: 'multiOptions',
		options: WEEKDAYS.map((day) => ({
			name: day.charAt(0).toUpperCase() + day.slice(1),
			value: day,
		})),
		default: [],
		description: 'The days on which the hours begin. Leave empty for all days.',
	},
	{
		displayName: 'Rule Name',
		name: 'name',
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. VIP sales',
		description:
			'Name of the rule in <code>route.rule</code>. Leave empty for the name of the team.',
	},
];

const rules: INodeProperties = {
	displayName: 'Rules',
	name: 'teamRules',
	type: 'fixedCollection',
	placeholder: 'Add Rule',
	typeOptions: {
		multipleValues: true,
		sortable: true,
		fixedCollection: {
			itemTitle:
				'={{ $collection.item.value.team + ($collection.item.value.words ? ": " + $collection.item.value.words : "") }}',
		},
	},
	default: {},
	displayOptions: { show },
	description:
		'The first rule whose conditions are all met decides. Leave a condition empty if it does not matter; a rule without conditions takes every message.',
	options: [
		{
			name: 'values',
			displayName: 'Rule',
			values: ruleFields,
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
		{
			displayName: 'One Output per Team',
			name: 'outputPerTeam',
			type: 'boolean',
			noDataExpression: true,
			default: true,
			description:
				'Whether each team has an output of its own. Otherwise all leave by Matched, so that one node serves every team.',
		},
		textToMatchOption,
		timeZoneOption,
		{
			displayName: 'Urgency Words',
			name: 'urgencyWords',
			type: 'string',
			typeOptions: { rows: 2 },
			default: DEFAULT_URGENCY_WORDS,
			description: 'Words and phrases that make a message urgent. Separated by commas or lines.',
		},
	],
};

export const teamProperties: INodeProperties[] = [rules, options];
