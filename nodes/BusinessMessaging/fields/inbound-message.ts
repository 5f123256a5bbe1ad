import type { INodeProperties } from 'n8n-workflow';

export const inboundMessageField: INodeProperties = {
	displayName: 'Message ID',
	name: 'messageId',
	type: 'string',
	required: true,
	default: '={{ $json.message.id }}',
	description: "The customer's message. By default the one that came in.",
};
