import type { INodeProperties } from 'n8n-workflow';

import * as assign from './assign.operation';
import * as close from './close.operation';
import * as get from './get.operation';
import * as getHistory from './getHistory.operation';
import * as handBack from './handBack.operation';
import * as list from './list.operation';
import * as redirect from './redirect.operation';
import * as setState from './setState.operation';

export { assign, close, get, getHistory, handBack, list, redirect, setState };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['conversation'] } },
		options: [
			{
				name: 'Assign',
				value: 'assign',
				description: 'Let an agent accept the conversation, transfer it, or put it on hold',
				action: 'Assign a conversation',
			},
			{
				name: 'Close',
				value: 'close',
				description: 'End it. With the next message the bot starts from the beginning.',
				action: 'Close a conversation',
			},
			{
				name: 'Get',
				value: 'get',
				description: 'Get handler, step, values and the end of the customer service window',
				action: 'Get a conversation',
			},
			{
				name: 'Get History',
				value: 'getHistory',
				description: 'Get what the customer and the business wrote',
				action: 'Get the history of a conversation',
			},
			{
				name: 'Hand Back to Bot',
				value: 'handBack',
				description: 'Let the bot answer again',
				action: 'Hand a conversation back to the bot',
			},
			{
				name: 'List',
				value: 'list',
				description: 'List conversations, e.g. those that wait for an agent',
				action: 'List conversations',
			},
			{
				name: 'Redirect',
				value: 'redirect',
				description: 'Give the conversation to a team, an agent or another bot',
				action: 'Redirect a conversation',
			},
			{
				name: 'Set State',
				value: 'setState',
				description: 'Remember the step of the bot, and values',
				action: 'Set the state of a conversation',
			},
		],
		default: 'redirect',
	},
	...assign.description,
	...close.description,
	...get.description,
	...getHistory.description,
	...handBack.description,
	...list.description,
	...redirect.description,
	...setState.description,
];
