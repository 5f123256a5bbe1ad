import type { INodeProperties } from 'n8n-workflow';

import { contactCardsField } from './contact-cards';
import { locationFields } from './location';
import { mediaFields } from './media';
import { reactionFields } from './reaction';

/** The message type, and the fields of types without a file of their own here. */
export const contentFields: INodeProperties[] = [
	{
		displayName: 'Message Type',
		name: 'messageType',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Audio', value: 'audio' },
			{ name: 'Buttons', value: 'buttons', description: 'Text with buttons to tap' },
			{ name: 'Contact Card', value: 'contacts' },
			{ name: 'Document', value: 'document' },
			{
				name: 'File (Any Kind)',
				value: 'file',
				description: 'Sent as image, video, audio or document, by the type of the file',
			},
			{
				name: 'Form',
				value: 'form',
				description: 'A form to fill in inside the chat (WhatsApp Flow)',
			},
			{ name: 'Image', value: 'image' },
			{
				name: 'Link Button',
				value: 'linkButton',
				description: 'Text with a button that opens a page',
			},
			{ name: 'List', value: 'list', description: 'Text with a list to choose one row from' },
			{ name: 'Location', value: 'location' },
			{
				name: 'Location Request',
				value: 'locationRequest',
				description: 'Ask where the customer is',
			},
			{
				name: 'Raw JSON',
				value: 'raw',
				description: "The provider's own body, for messages without a type here",
			},
			{ name: 'Reaction', value: 'reaction', description: "An emoji on the customer's message" },
			{ name: 'Sticker', value: 'sticker' },
			{ name: 'Text', value: 'text' },
			{ name: 'Video', value: 'video' },
		],
		default: 'text',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 3 },
		required: true,
		default: '',
		placeholder: 'e.g. Olá! Como posso ajudar?',
		displayOptions: {
			show: { messageType: ['text', 'buttons', 'list', 'linkButton', 'form', 'locationRequest'] },
		},
	},
	...mediaFields,
	...locationFields,
	contactCardsField,
	...reactionFields,
	{
		displayName: 'Body',
		name: 'rawBody',
		type: 'json',
		required: true,
		default: '{}',
		description:
			"The message as the provider's documentation shows it. Sender and recipient are added.",
		displayOptions: { show: { messageType: ['raw'] } },
	},
];
