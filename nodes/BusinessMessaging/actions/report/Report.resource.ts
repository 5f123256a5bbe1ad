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
				description:
					'Count the messages that were sent, delivered, read, blocked and failed, with the reasons',
				action: 'Get a delivery report',
			},
			{
				name: 'Get Trigger Report',
				value: 'getTriggerReport',
				description:
					'Count the events that each trigger received, and the repeated and forged webhooks that it refused',
				action: 'Get a trigger report',
			},
		],
		default: 'getDeliveryReport',
	},
	...getDeliveryReport.description,
	...getTriggerReport.description,
];
