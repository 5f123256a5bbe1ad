import type { INodeProperties } from 'n8n-workflow';

import { channelOptions, providersOfSeveralChannels } from '../../ports/channel-options';

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

/** Only for providers that carry several channels; by default the channel of the event that came in. */
const channelField: INodeProperties = {
	displayName: 'Channel',
	name: 'channel',
	type: 'options',
	options: channelOptions,
	default: '={{ $json.channel }}',
	description: 'The app on the phone of the customer',
	displayOptions: { show: { provider: providersOfSeveralChannels } },
};

/** Our side alone, for signs and files. */
export const senderFields: INodeProperties[] = [channelField, senderField];

export const endsFields: INodeProperties[] = [...senderFields, recipientField];
