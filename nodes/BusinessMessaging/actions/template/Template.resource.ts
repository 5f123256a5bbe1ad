import type { INodeProperties } from 'n8n-workflow';

import * as create from './create.operation';
import * as remove from './delete.operation';
import * as get from './get.operation';
import * as list from './list.operation';

export { create, get, list, remove };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['template'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				description: 'Submit a new template for approval',
				action: 'Create a template',
			},
			{
				name: 'Delete',
				value: 'delete',
				description: 'Delete a template at the provider',
				action: 'Delete a template',
			},
			{
				name: 'Get',
				value: 'get',
				description: 'Get one template with its text and its variables',
				action: 'Get a template',
			},
			{
				name: 'List',
				value: 'list',
				description: 'List the templates of the account',
				action: 'List templates',
			},
		],
		default: 'list',
	},
	...create.description,
	...get.description,
	...list.description,
	...remove.description,
];
