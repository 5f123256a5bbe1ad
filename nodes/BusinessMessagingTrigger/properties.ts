import type { INodeProperties } from 'n8n-workflow';

import { EVENT_KINDS } from '../../messaging/event';
import { providerProperty } from '../ports/provider-property';
import { conversationUpdates } from './conversation-updates.properties';
import { filters } from './filters.properties';
import { options } from './options.properties';
import { EVENT_LABELS } from './outputs';

const EVENT_DESCRIPTIONS = {
	message: 'A customer sent a text, file, location, contact, form or reaction',
	buttonClick: 'A customer tapped a button, a list row or a quick reply of a template',
	consent: 'A customer asked to receive no more messages, or to receive them again',
	status: 'One of your messages was delivered, read, or not delivered',
	handover: 'An agent took over the conversation, or gave it back to the bot',
	conversation:
		'The customer or an agent has been silent for a time that you choose, or the customer service window closes soon',
	account: 'Something changed in your account: a template, the quality of a number, a restriction',
} as const;

/** Fields of the trigger's panel, the most important choice first. */
export const properties: INodeProperties[] = [
	providerProperty,
	{
		displayName:
			'Publish the workflow and open the production URL in your browser. It shows a phone on which you can write as a customer.',
		name: 'simulatorNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { provider: ['simulator'] } },
	},
	{
		displayName:
			'n8n cannot register this address at Blip. Publish the workflow, then enter the production URL in the Blip portal, with the Webhook Token of the credential: as header <code>X-Webhook-Token</code>, or as <code>?token=</code> at the end of the URL. HTTP bot: Settings > Connection information. A copy of all messages beside Builder: Integrations > Webhook.',
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
		// The outputs have the same order, which follows a conversation and not the alphabet.
		options: EVENT_KINDS.map((value) => ({
			name: EVENT_LABELS[value],
			value,
			description: EVENT_DESCRIPTIONS[value],
		})),
		default: ['message', 'buttonClick'],
		description: 'Which events start the workflow. Each has its own output.',
	},
	{
		displayName:
			'Connections keep their place when you remove an event. Check the connections of every output after it.',
		name: 'connectionsNotice',
		type: 'notice',
		default: '',
	},
	conversationUpdates,
	{
		displayName: 'Phone Number',
		name: 'businessId',
		type: 'resourceLocator',
		default: { __rl: true, mode: 'list', value: '' },
		description:
			'Number whose events start this workflow, through whichever address they arrive. Leave empty for all numbers of the account.',
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
					'Registers the address at the provider when the workflow is published, and removes it when it is unpublished',
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
			'Enter the production URL at your provider. If it asks for a verify token, enter that of the credential. If it signs nothing, add <code>?token=</code> and the webhook token of the credential to the URL. The guide of the provider shows where.',
		name: 'manualSetupNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { webhookSetup: ['manual'] } },
	},
	{
		displayName:
			'The chat page is open to everyone who knows or guesses its address. They can read all chats, write as any customer or agent, and delete everything.',
		name: 'openToEveryoneNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { provider: ['simulator'], '/options.openToEveryone': [true] } },
	},
	filters,
	options,
];
