import type { INodeProperties } from 'n8n-workflow';

import {
	DEFAULT_HAND_BACK_WORDS,
	DEFAULT_OPT_IN_WORDS,
	DEFAULT_OPT_OUT_WORDS,
} from '../../messaging/consent-words';
import { storeOption } from '../ports/store-option';
import { PATH_IS_NODE_ID_SINCE } from './address';
import {
	DEFAULT_HANDOVER_MINUTES,
	DEFAULT_KEPT_DAYS,
	FEWEST_KEPT_DAYS,
	LONGEST_COLLECTION_SECONDS,
	LONGEST_JOIN_SECONDS,
} from './settings';

/** An execution with the events of many customers has no order to keep. */
const unlessCollecting = { hide: { '/options.collectSeconds': [{ _cnd: { gt: 0 } }] } };

/** Panel options for recording and starting events. */
export const options: INodeProperties = {
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
				'How long events are collected to start one execution together, as several items. 0 starts them as they arrive. Use it for thousands of messages a minute: an execution costs n8n far more than an item, but an error in one item stops them all. It switches off the order of messages.',
		},
		storeOption,
		{
			displayName: 'Hand-Back Words',
			name: 'handBackWords',
			type: 'string',
			typeOptions: { rows: 3 },
			default: DEFAULT_HAND_BACK_WORDS.join(', '),
			description:
				'Words with which an agent hands the conversation back to the bot when they are the whole message, e.g. in the WhatsApp Business app. The customer sees them. Case, accents and signs do not matter.',
		},
		{
			displayName: 'Include Answers to Questions',
			name: 'includeAnswers',
			type: 'boolean',
			default: false,
			description:
				'Whether messages that answer a question of Message > Send and Wait for Reply start this workflow, too',
		},
		{
			displayName: 'Include Original Event',
			name: 'includeRaw',
			type: 'boolean',
			default: false,
			description: "Whether to add the provider's own form of the event as <code>raw</code>",
		},
		{
			displayName: 'Join Messages Within (Seconds)',
			name: 'joinSeconds',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: LONGEST_JOIN_SECONDS, numberPrecision: 1 },
			default: 4,
			description:
				"How long a message waits for the customer's next one. Messages that follow each other within this time start one execution, with their texts joined by line breaks and each of them in <code>message.parts</code>. 0 starts one execution for each message.",
			displayOptions: unlessCollecting,
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
			displayName: 'Keep Texts For (Days)',
			name: 'keepTextsDays',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 30,
			description:
				"How long the texts of both sides are kept, for <i>Conversation > Get History</i>, tickets and language models. Without this option, and with 0, no text is kept. With several triggers the longest time counts. <i>Contact > Erase</i> deletes a customer's texts.",
		},
		{
			displayName: 'One at a Time per Customer',
			name: 'oneAtATime',
			type: 'boolean',
			default: true,
			description:
				"Whether a customer's next message waits until the execution of the one before has ended, waits, or has run for a minute",
			displayOptions: unlessCollecting,
		},
		{
			displayName: 'Open to Everyone',
			name: 'openToEveryone',
			type: 'boolean',
			default: false,
			description:
				'Whether strangers can open the chat page when its address can be guessed, e.g. in a workflow whose node IDs were typed by hand. A random address is secret and does not need this option.',
			displayOptions: {
				show: {
					'/provider': ['simulator'],
					'@version': [{ _cnd: { gte: PATH_IS_NODE_ID_SINCE } }],
				},
			},
		},
		{
			displayName: 'Opt-In Words',
			name: 'optInWords',
			type: 'string',
			typeOptions: { rows: 3 },
			default: DEFAULT_OPT_IN_WORDS.join(', '),
			description:
				'Words that opt the customer in again when they are the whole message. Case and accents do not matter.',
		},
		{
			displayName: 'Opt-Out Words',
			name: 'optOutWords',
			type: 'string',
			typeOptions: { rows: 3 },
			default: DEFAULT_OPT_OUT_WORDS.join(', '),
			description:
				'Words that opt the customer out when they are the whole message. Case and accents do not matter.',
		},
		{
			displayName: 'Pause Bot After a Takeover (Minutes)',
			name: 'handoverMinutes',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: DEFAULT_HANDOVER_MINUTES,
			description:
				'How long the conversation stays with an agent who answered from another app, before the bot answers again',
		},
		{
			displayName: 'Replace Existing Address',
			name: 'replaceForeign',
			type: 'boolean',
			default: false,
			description:
				'Whether to replace another address that is registered at the provider. That address gets no events until this workflow is unpublished.',
			displayOptions: { hide: { '/provider': ['simulator'] } },
		},
	],
};
