import type { INodeProperties } from 'n8n-workflow';

import { channelOptions, providersOfSeveralChannels } from '../../ports/channel-options';
import { ANOTHER_CUSTOMER_LABEL, customerField, fieldsByVersion } from './customer';

/** Fields for sender and customer. Both default to those of the incoming event. */
const senderField: INodeProperties = {
	displayName: 'Business Number',
	name: 'from',
	type: 'resourceLocator',
	required: true,
	default: { __rl: true, mode: 'id', value: '={{ $json.business.id }}' },
	description:
		'Number, sender or bot of your business. By default the one that the customer wrote to.',
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

const recipientField: INodeProperties = {
	displayName: 'Customer',
	name: 'to',
	type: 'string',
	required: true,
	default: '={{ $json.contact.id }}',
	placeholder: 'e.g. +55 11 99999-0000',
	description:
		'A phone number with country code, or a contact ID. By default the customer of the incoming event.',
};

/** Field for the channel, for providers that carry several. Defaults to that of the incoming event. */
const channelField: INodeProperties = {
	displayName: 'Channel',
	name: 'channel',
	type: 'options',
	options: channelOptions,
	default: '={{ $json.channel }}',
	description: 'App in which the customer writes',
	displayOptions: { show: { provider: providersOfSeveralChannels } },
};

/** Field for the sender alone, for operations without a customer. */
export const senderFields: INodeProperties[] = [channelField, senderField];

/** Field for a business number that is not that of an event. */
export const businessField: INodeProperties = {
	...senderField,
	required: false,
	default: { __rl: true, mode: 'list', value: '' },
	description:
		'Number, sender or bot of your business. Leave empty for that of the event, or else the one that this customer last wrote to.',
	modes: [...(senderField.modes ?? [])].reverse(),
};

const otherCustomerField: INodeProperties = {
	displayName: ANOTHER_CUSTOMER_LABEL,
	name: 'to',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +55 11 99999-0000',
	description: 'A phone number with country code, or a contact ID',
};

const otherChannelField: INodeProperties = {
	...channelField,
	options: [
		{
			name: 'Default',
			value: '',
			description:
				'With an empty Business Number the channel that goes with it, else the first of the provider',
		},
		...channelOptions,
	],
	default: '',
};

const otherSenderFields = [businessField, otherChannelField];

/** Sender, for operations on something that a customer sent. */
export const senderOfCustomerFields: INodeProperties[] = [
	customerField,
	...fieldsByVersion(senderFields, otherSenderFields),
];

export const endsFields: INodeProperties[] = [
	customerField,
	...fieldsByVersion([...senderFields, recipientField], [otherCustomerField, ...otherSenderFields]),
];
