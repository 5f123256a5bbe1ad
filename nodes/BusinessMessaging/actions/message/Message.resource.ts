import type { INodeProperties } from 'n8n-workflow';

import * as downloadMedia from './downloadMedia.operation';
import * as markAsRead from './markAsRead.operation';
import * as send from './send.operation';
import * as sendAndWaitForReply from './sendAndWaitForReply.operation';
import * as sendTemplate from './sendTemplate.operation';
import * as sendTyping from './sendTyping.operation';

export { downloadMedia, markAsRead, send, sendAndWaitForReply, sendTemplate, sendTyping };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['message'] } },
		options: [
			{
				name: 'Download Media',
				value: 'downloadMedia',
				description: 'Get the file of a message as binary data',
				action: 'Download media',
			},
			{
				name: 'Mark as Read',
				value: 'markAsRead',
				description: 'Show the customer that the message was read',
				action: 'Mark a message as read',
			},
			{
				name: 'Send',
				value: 'send',
				description: 'Send a text, a file, buttons, a list or another message',
				action: 'Send a message',
			},
			{
				name: 'Send and Wait for Reply',
				value: 'sendAndWaitForReply',
				description: 'Ask a question, and go on with the answer',
				action: 'Send a message and wait for the reply',
			},
			{
				name: 'Send Template',
				value: 'sendTemplate',
				description: 'Send an approved template, also outside the customer service window',
				action: 'Send a template',
			},
			{
				name: 'Send Typing Indicator',
				value: 'sendTyping',
				description: 'Show the customer that an answer is being written',
				action: 'Send a typing indicator',
			},
		],
		default: 'send',
	},
	...downloadMedia.description,
	...markAsRead.description,
	...send.description,
	...sendAndWaitForReply.description,
	...sendTemplate.description,
	...sendTyping.description,
];
