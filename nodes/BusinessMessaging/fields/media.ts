import type { INodeProperties } from 'n8n-workflow';

const MEDIA_TYPES = ['image', 'video', 'audio', 'document', 'file', 'sticker'];

/** The file of a message, its source and its caption. */
export const mediaFields: INodeProperties[] = [
	{
		displayName: 'File Source',
		name: 'mediaSource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'File of the Item', value: 'file', description: 'Binary data of the incoming item' },
			{ name: 'Media ID', value: 'id', description: 'A file that the provider already has' },
			{ name: 'URL', value: 'url', description: 'A public address' },
		],
		default: 'url',
		displayOptions: { show: { messageType: MEDIA_TYPES } },
	},
	{
		displayName: 'URL',
		name: 'mediaUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/photo.jpg',
		displayOptions: { show: { messageType: MEDIA_TYPES, mediaSource: ['url'] } },
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryProperty',
		type: 'string',
		required: true,
		default: 'data',
		hint: 'The name of the input field that contains the file',
		displayOptions: { show: { messageType: MEDIA_TYPES, mediaSource: ['file'] } },
	},
	{
		displayName: 'Media ID',
		name: 'mediaId',
		type: 'string',
		required: true,
		default: '',
		displayOptions: { show: { messageType: MEDIA_TYPES, mediaSource: ['id'] } },
	},
	{
		displayName: 'Caption',
		name: 'caption',
		type: 'string',
		default: '',
		displayOptions: { show: { messageType: ['image', 'video', 'document', 'file'] } },
	},
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. cardapio.pdf',
		description: 'Name that the customer sees. Leave empty to use the name of the file.',
		displayOptions: { show: { messageType: ['document', 'file'] } },
	},
	{
		displayName: 'Voice Message',
		name: 'voice',
		type: 'boolean',
		default: false,
		description: 'Whether to show it as a voice message (WhatsApp: OGG with Opus only)',
		displayOptions: { show: { messageType: ['audio'] } },
	},
];
