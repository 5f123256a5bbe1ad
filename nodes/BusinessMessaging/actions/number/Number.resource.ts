import type { INodeProperties } from 'n8n-workflow';

import * as getHealth from './getHealth.operation';

export { getHealth };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['number'] } },
		options: [
			{
				name: 'Get Health',
				value: 'getHealth',
				description: 'Get the quality of a number, its limits, and how much of them is used',
				action: 'Get the health of a number',
			},
		],
		default: 'getHealth',
	},
	...getHealth.description,
];
