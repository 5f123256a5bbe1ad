import type { INodeProperties } from 'n8n-workflow';

import * as getDeliveryReport from './getDeliveryReport.operation';

export { getDeliveryReport };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['report'] } },
		options: [
			{
				name: 'Get Delivery Report',
				value: 'getDeliveryReport',
				description: 'How many messages were sent, delivered, read, blocked and failed, and why',
				action: 'Get a delivery report',
			},
		],
		default: 'getDeliveryReport',
	},
	...getDeliveryReport.description,
];
