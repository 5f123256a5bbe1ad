import type { INodeProperties } from 'n8n-workflow';

import { CHANNELS, type Channel } from '../../../messaging/provider-names';
import { providers } from '../../../providers';

const SEVERAL_CHANNELS = Object.values(providers)
	.filter(({ channels }) => channels.length > 1)
	.map(({ name }) => name);

/** Who writes to whom. Both default to the event that came in, so that an answer needs no typing. */
export const senderField: INodeProperties = {
	displayName: 'Our Number',
	name: 'from',
	type: 'resourceLocator',
	required: true,
	default: { __rl: true, mode: 'id', value: '={{ $json.business.id }}' },
	description: 'Your number, sender or bot. By default the one that the customer wrote to.',
	modes: [
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. {{ $json.business.id }}',
		},
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchSenders', searchable: true },
		},
	],
};

export const recipientField: INodeProperties = {
	displayName: 'Customer',
	name: 'to',
	type: 'string',
	required: true,
	default: '={{ $json.contact.id }}',
	placeholder: 'e.g. +55 11 99999-0000',
	description:
		'A phone number with country code, or a contact ID. By default the customer of the event that came in.',
};

const CHANNEL_LABELS = {
	whatsapp: 'WhatsApp',
	viber: 'Viber',
	messenger: 'Messenger',
	instagram: 'Instagram',
	telegram: 'Telegram',
	webchat: 'Web Chat',
	sms: 'SMS',
	rcs: 'RCS',
} as const satisfies Record<Channel, string>;

/** Only for providers that carry several channels; by default the channel of the event that came in. */
const channelField: INodeProperties = {
	displayName: 'Channel',
	name: 'channel',
	type: 'options',
	options: CHANNELS.map((value) => ({ name: CHANNEL_LABELS[value], value })),
	default: '={{ $json.channel }}',
	description: 'The app on the phone of the customer',
	displayOptions: { show: { provider: SEVERAL_CHANNELS } },
};

/** Our side alone, for signs and files. */
export const senderFields: INodeProperties[] = [channelField, senderField];

export const endsFields: INodeProperties[] = [...senderFields, recipientField];
