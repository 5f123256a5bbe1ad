import type { INodeProperties } from 'n8n-workflow';

export const reactionFields: INodeProperties[] = [
	{
		displayName: 'Emoji',
		name: 'emoji',
		type: 'string',
		default: '',
		placeholder: 'e.g. 👍',
		description: 'Leave empty to remove an earlier reaction',
		displayOptions: { show: { messageType: ['reaction'] } },
	},
	{
		displayName: 'Message to React To',
		name: 'reactionTo',
		type: 'string',
		required: true,
		default: '={{ $json.message.id }}',
		displayOptions: { show: { messageType: ['reaction'] } },
	},
];
