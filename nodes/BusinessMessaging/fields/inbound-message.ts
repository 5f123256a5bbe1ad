import type { INodeProperties } from 'n8n-workflow';

import { WHO_WROTE } from './customer';

export const inboundMessageField: INodeProperties = {
	displayName: 'Message ID',
	name: 'messageId',
	type: 'string',
	required: true,
	default: '={{ $json.message.id }}',
	description: "ID of the customer's message. By default that of the incoming event.",
	displayOptions: { hide: { customer: [WHO_WROTE] } },
};
