import type { INodeProperties } from 'n8n-workflow';

import { DEFAULT_OPT_IN_WORDS, DEFAULT_OPT_OUT_WORDS } from '../../messaging/consent-words';
import { EVENT_KINDS } from '../../messaging/event';
import { channelOptions, providersOfSeveralChannels } from '../ports/channel-options';
import { providerProperty } from '../ports/provider-property';
import { storeOption } from '../ports/store-option';
import { EVENT_LABELS } from './outputs';
import {
	DEFAULT_HANDOVER_MINUTES,
	DEFAULT_KEPT_DAYS,
	DEFAULT_STATUS_STATES,
	FEWEST_KEPT_DAYS,
	LONGEST_COLLECTION_SECONDS,
} from './settings';

const EVENT_DESCRIPTIONS = {
	message: 'A customer wrote, sent a file, a place, a contact, a form or a reaction',
	buttonClick: 'A customer tapped a button, a list row or a quick reply of a template',
	consent: 'A customer asked to receive no more messages, or to receive them again',
	status: 'One of your messages was delivered, read, or not delivered',
	handover: 'A person took over the conversation, or gave it back to the bot',
	account: 'Something changed in your account: a template, the quality of a number, a restriction',
} as const;

/** The form of the trigger, from the choice that matters most to the one that is rarely touched. */
export const properties: INodeProperties[] = [
	providerProperty,
	{
		displayName:
			'Publish the workflow and open the production URL in your browser: it shows a phone on which you can write as a customer.',
		name: 'simulatorNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { provider: ['simulator'] } },
	},
	{
		displayName:
			'Blip cannot be told this address by n8n. Publish the workflow, then enter the production URL in the Blip portal, with the Webhook Token of the credential: as header <code>X-Webhook-Token</code>, or as <code>?token=</code> at the end of the URL. HTTP bot: Settings > Connection information. A copy of all messages beside Builder: Integrations > Webhook.',
		name: 'blipNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { provider: ['blip'] } },
	},
	{
		displayName: 'Trigger On',
		name: 'triggerOn',
		type: 'multiOptions',
		noDataExpression: true,
		required: true,
		// In the order of the outputs, which follows a conversation and not the alphabet.
		options: EVENT_KINDS.map((value) => ({
			name: EVENT_LABELS[value],
			value,
			description: EVENT_DESCRIPTIONS[value],
		})),
		default: ['message', 'buttonClick'],
		description: 'Which events start the workflow. Each gets an output of its own.',
	},
	{
		displayName: 'Phone Number',
		name: 'businessId',
		type: 'resourceLocator',
		default: { __rl: true, mode: 'list', value: '' },
		description:
			'The number whose messages start this workflow. Leave it empty for all numbers of the account.',
		displayOptions: { show: { provider: ['whatsappCloud', 'botmaker', 'infobip'] } },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'All numbers',
				typeOptions: { searchListMethod: 'searchSenders', searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 106540352242922' },
		],
	},
	{
		displayName: 'Webhook Setup',
		name: 'webhookSetup',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description:
					'Enters the address at the provider when the workflow is published, and takes it out again',
			},
			{
				name: 'By Hand',
				value: 'manual',
				description: 'You enter the production URL at the provider yourself',
			},
		],
		default: 'automatic',
		displayOptions: { hide: { provider: ['simulator', 'blip'] } },
	},
	{
		displayName:
			'Enter the production URL at your provider. Where it asks for a verify token, take the one of the credential; where it signs nothing, add <code>?token=</code> and the webhook token of the credential to the URL. The guide of the provider shows where.',
		name: 'manualSetupNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { webhookSetup: ['manual'] } },
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description: 'Filtered events are still recorded; they only start no execution',
		options: [
			{
				displayName: 'Channels',
				name: 'channels',
				type: 'multiOptions',
				options: channelOptions,
				default: [],
				description: 'Only events of these channels start the workflow; none chosen: all',
				displayOptions: { show: { '/provider': providersOfSeveralChannels } },
			},
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
				description:
					'Which states of your messages start the workflow, when Status Update is chosen',
			},
			{
				displayName: 'Not From',
				name: 'notFrom',
				type: 'string',
				default: '',
				placeholder: 'e.g. +55 11 99999-0000, +55 21 98888-0000',
				description: 'Numbers whose events start no execution',
			},
			{
				displayName: 'Only From',
				name: 'onlyFrom',
				type: 'string',
				default: '',
				placeholder: 'e.g. +55 11 99999-0000, +55 21 98888-0000',
				description: 'Only the events of these numbers start the workflow; useful while you test',
			},
			{
				displayName: 'Only When Handled By',
				name: 'handlers',
				type: 'multiOptions',
				options: [
					{ name: 'Bot', value: 'bot' },
					{ name: 'Human', value: 'human' },
					{ name: 'Waiting', value: 'waiting' },
				],
				default: ['bot'],
				description:
					'Start the workflow only when the conversation is with these; so the bot stays silent while a person answers',
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Collect Events For (Seconds)',
				name: 'collectSeconds',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: LONGEST_COLLECTION_SECONDS, numberPrecision: 1 },
				default: 0,
				description:
					'Events that arrive within this time start one execution together, as several items. 0: every delivery of the provider starts its own. For thousands of messages a minute: an execution costs n8n far more than an item, but an error in one stops them all.',
			},
			storeOption,
			{
				displayName: 'Include Original Event',
				name: 'includeRaw',
				type: 'boolean',
				default: false,
				description: "Whether to add the provider's own form of the event as <code>raw</code>",
			},
			{
				displayName: 'Keep Records For (Days)',
				name: 'keptDays',
				type: 'number',
				typeOptions: { minValue: FEWEST_KEPT_DAYS },
				default: DEFAULT_KEPT_DAYS,
				description:
					'How long sent messages, their receipts, campaigns and the IDs of received messages are kept. With several triggers the longest time counts. Contacts and consents stay until you erase them.',
			},
			{
				displayName: 'Opt-In Words',
				name: 'optInWords',
				type: 'string',
				typeOptions: { rows: 3 },
				default: DEFAULT_OPT_IN_WORDS.join(', '),
				description:
					'A message that is nothing but one of these opts the customer in again. Capital letters and accents do not matter.',
			},
			{
				displayName: 'Opt-Out Words',
				name: 'optOutWords',
				type: 'string',
				typeOptions: { rows: 3 },
				default: DEFAULT_OPT_OUT_WORDS.join(', '),
				description:
					'A message that is nothing but one of these opts the customer out. Capital letters and accents do not matter.',
			},
			{
				displayName: 'Pause Bot After a Takeover (Minutes)',
				name: 'handoverMinutes',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: DEFAULT_HANDOVER_MINUTES,
				description:
					'How long the conversation stays with a person who answered from another app, before the bot answers again',
			},
			{
				displayName: 'Replace Existing Address',
				name: 'replaceForeign',
				type: 'boolean',
				default: false,
				description:
					'Whether to take over when another address is registered at the provider. That address then receives nothing; it is put back when this workflow is unpublished.',
				displayOptions: { hide: { '/provider': ['simulator'] } },
			},
		],
	},
];
