import type { INodeProperties } from 'n8n-workflow';

import * as getAvailability from './getAvailability.operation';
import * as setPresence from './setPresence.operation';

export { getAvailability, setPresence };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['agent'] } },
		options: [
			{
				name: 'Get Availability',
				value: 'getAvailability',
				description: 'Get presence and number of open conversations',
				action: 'Get the availability of agents',
			},
			{
				name: 'Set Presence',
				value: 'setPresence',
				description: 'Say whether an agent takes conversations',
				action: 'Set the presence of an agent',
			},
		],
		default: 'getAvailability',
	},
	...getAvailability.description,
	...setPresence.description,
];
