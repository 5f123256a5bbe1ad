import type { INodeProperties } from 'n8n-workflow';

import * as getDeliveryReport from './getDeliveryReport.operation';
import * as getTriggerReport from './getTriggerReport.operation';

export { getDeliveryReport, getTriggerReport };

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
			{
				name: 'Get Trigger Report',
				value: 'getTriggerReport',
				description:
					'How many events each trigger received, and how many repeated deliveries and forged webhooks it kept out',
				action: 'Get a trigger report',
			},
		],
		default: 'getDeliveryReport',
	},
	...getDeliveryReport.description,
	...getTriggerReport.description,
];
