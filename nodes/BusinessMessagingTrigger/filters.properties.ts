import type { INodeProperties } from 'n8n-workflow';

import { MESSAGE_TYPES, type MessageType } from '../../messaging/event';
import { channelOptions, providersOfSeveralChannels } from '../ports/channel-options';
import { defaultCountryOption } from '../ports/country-option';
import { DEFAULT_MESSAGE_TYPES, DEFAULT_STATUS_STATES, QUIET_SINCE } from './settings';

const inOlderVersions = { show: { '@version': [{ _cnd: { lt: QUIET_SINCE } }] } };
const sinceQuiet = { show: { '@version': [{ _cnd: { gte: QUIET_SINCE } }] } };

const MESSAGE_TYPE_LABELS = {
	text: 'Text',
	image: 'Image',
	video: 'Video',
	audio: 'Audio',
	voice: 'Voice Message',
	document: 'Document',
	sticker: 'Sticker',
	location: 'Location',
	contacts: 'Contacts',
	reaction: 'Reaction',
	form: 'Form',
	order: 'Order',
	unsupported: 'Unsupported',
} as const satisfies Record<MessageType, string>;

/** Filters that select the events that start the workflow. Events that they exclude are recorded nevertheless. */
export const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'Which events start the workflow. All others are only recorded.',
	options: [
		{
			displayName: 'Also While an Agent Handles',
			name: 'alsoWhileHandled',
			type: 'boolean',
			default: true,
			description:
				'Whether New Message and Button Click start the workflow also while an agent handles the conversation, or the customer waits for one',
			displayOptions: sinceQuiet,
		},
		{
			displayName: 'Channels',
			name: 'channels',
			type: 'multiOptions',
			options: channelOptions,
			default: [],
			description: 'Channels whose events start the workflow. Leave empty for all channels.',
			displayOptions: { show: { '/provider': providersOfSeveralChannels } },
		},
		defaultCountryOption,
		{
			displayName: 'Delivery States',
			name: 'statusStates',
			type: 'multiOptions',
			options: [
				{ name: 'Deleted', value: 'deleted' },
				{ name: 'Delivered', value: 'delivered' },
				{ name: 'Failed', value: 'failed' },
				{ name: 'Read', value: 'read' },
				{ name: 'Sent', value: 'sent' },
			],
			default: [...DEFAULT_STATUS_STATES],
			description: 'Which states of your messages start the workflow, when Status Update is chosen',
		},
		{
			displayName: 'Handover To',
			name: 'handoverTo',
			type: 'multiOptions',
			options: [
				{ name: 'Agent', value: 'toHuman', description: 'An agent took over the conversation' },
				{ name: 'Bot', value: 'toBot', description: 'The conversation is back with the bot' },
			],
			default: ['toBot'],
			description:
				'Which handovers start the workflow, when Handover is chosen. Leave empty for both.',
		},
		{
			displayName: 'Include Edits',
			name: 'includeEdits',
			type: 'boolean',
			default: true,
			description:
				'Whether a message that the customer edited starts the workflow again. Opt-out words in edits are always read.',
		},
		{
			displayName: 'Include Groups',
			name: 'includeGroups',
			type: 'boolean',
			default: true,
			description:
				'Whether messages that customers write in a group start the workflow. An answer goes to the member alone.',
		},
		{
			displayName: 'Message Types',
			name: 'messageTypes',
			type: 'multiOptions',
			options: MESSAGE_TYPES.map((value) => ({ name: MESSAGE_TYPE_LABELS[value], value })),
			default: [...DEFAULT_MESSAGE_TYPES],
			description: 'Types of messages that start the workflow. Leave empty for all types.',
		},
		{
			displayName: 'Not From',
			name: 'notFrom',
			type: 'string',
			default: '',
			placeholder: 'e.g. +55 11 99999-0000, +55 21 98888-0000',
			description: 'Customers whose events start nothing',
		},
		{
			displayName: 'Only From',
			name: 'onlyFrom',
			type: 'string',
			default: '',
			placeholder: 'e.g. +55 11 99999-0000, +55 21 98888-0000',
			description:
				'Customers whose events start the workflow. Leave empty for all. Useful while you test.',
		},
		{
			displayName: 'Only When Handled By',
			name: 'handlers',
			type: 'multiOptions',
			displayOptions: inOlderVersions,
			options: [
				{ name: 'Bot', value: 'bot' },
				{ name: 'Human', value: 'human' },
				{ name: 'Waiting', value: 'waiting' },
			],
			default: ['bot'],
			description:
				'Handlers whose conversations start the workflow, so that the bot is silent while an agent answers',
		},
	],
};
