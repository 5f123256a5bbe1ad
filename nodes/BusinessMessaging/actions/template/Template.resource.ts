import type { INodeProperties } from 'n8n-workflow';

import * as get from './get.operation';
import * as list from './list.operation';

export { get, list };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['template'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'One template with its text and its variables',
				action: 'Get a template',
			},
			{
				name: 'List',
				value: 'list',
				description: 'All templates of the account',
				action: 'List templates',
			},
		],
		default: 'list',
	},
	...get.description,
	...list.description,
];
