import type { INodeProperties } from 'n8n-workflow';

import * as get from './get.operation';
import * as handBack from './handBack.operation';
import * as redirect from './redirect.operation';

export { get, handBack, redirect };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['conversation'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'Get its handler, and the end of the customer service window',
				action: 'Get a conversation',
			},
			{
				name: 'Hand Back to Bot',
				value: 'handBack',
				description: 'Let the bot answer again',
				action: 'Hand a conversation back to the bot',
			},
			{
				name: 'Redirect',
				value: 'redirect',
				description: 'Give the conversation to an agent',
				action: 'Redirect a conversation',
			},
		],
		default: 'redirect',
	},
	...get.description,
	...handBack.description,
	...redirect.description,
];
