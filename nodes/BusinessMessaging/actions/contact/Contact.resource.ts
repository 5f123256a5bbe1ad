import type { INodeProperties } from 'n8n-workflow';

import * as erase from './erase.operation';
import * as find from './find.operation';
import * as get from './get.operation';
import * as getConsentHistory from './getConsentHistory.operation';
import * as optIn from './optIn.operation';
import * as optOut from './optOut.operation';
import * as upsert from './upsert.operation';

export { erase, find, get, getConsentHistory, optIn, optOut, upsert };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['contact'] } },
		options: [
			{
				name: 'Create or Update',
				value: 'upsert',
				description: 'Create a new record, or update the current one if it already exists (upsert)',
				action: 'Create or update a contact',
			},
			{
				name: 'Erase',
				value: 'erase',
				description: 'Delete a customer from the conversation store for good',
				action: 'Erase a contact',
			},
			{
				name: 'Find',
				value: 'find',
				description: 'Find customers by their ID, a ticket or an attribute',
				action: 'Find contacts',
			},
			{
				name: 'Get',
				value: 'get',
				description: 'Get the name, tier, tags and consent of a customer',
				action: 'Get a contact',
			},
			{
				name: 'Get Consent History',
				value: 'getConsentHistory',
				description: 'Get every opt-in and opt-out with its time and source',
				action: 'Get the consent history of a contact',
			},
			{
				name: 'Opt In',
				value: 'optIn',
				description: 'Record that the customer wants messages',
				action: 'Opt a contact in',
			},
			{
				name: 'Opt Out',
				value: 'optOut',
				description: 'Record that the customer does not want messages',
				action: 'Opt a contact out',
			},
		],
		default: 'get',
	},
	...erase.description,
	...find.description,
	...get.description,
	...getConsentHistory.description,
	...optIn.description,
	...optOut.description,
	...upsert.description,
];
