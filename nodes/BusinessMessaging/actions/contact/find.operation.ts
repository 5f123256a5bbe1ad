import {
	NodeOperationError,
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import type { ContactSearch, FoundContact } from '../../../../store/contracts/contacts';
import { numberValue } from '../../../ports/number-value';
import { chosenBusinesses } from '../../chosen-businesses';
import { businessField } from '../../fields/ends';
import { readParameters } from '../../parameter-reader';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

const DEFAULT_LIMIT = 50;

const properties: INodeProperties[] = [
	{
		displayName: 'Find By',
		name: 'findBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Attribute',
				value: 'attribute',
				description: 'An attribute that Create or Update or an answer has set',
			},
			{
				name: 'Customer ID',
				value: 'customerId',
				description: 'The ID of the customer in your own system',
			},
			{
				name: 'Ticket ID',
				value: 'ticketId',
				description: 'The ID that Redirect gave to the ticket',
			},
		],
		default: 'customerId',
	},
	{
		displayName: 'Attribute',
		name: 'attribute',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. orderNumber',
		displayOptions: { show: { findBy: ['attribute'] } },
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 7001',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
	},
	{
		...businessField,
		description:
			'Only for the Simulator: business whose customers are searched. Leave empty for all.',
		displayOptions: { show: { provider: ['simulator'] } },
	},
];

const displayOptions = { show: { resource: ['contact'], operation: ['find'] } };

export const description = updateDisplayOptions(displayOptions, properties);

/** Returns one item for each contact, in the shape of an event, so that the next node writes to that customer. */
export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const typed = context.getNodeParameter('limit', item, DEFAULT_LIMIT);
	const limit = numberValue(context.getNode(), 'Limit', typed, item) ?? DEFAULT_LIMIT;
	const by = readMark(context, item);
	const { adapter, account, store } = session;
	const json: IDataObject[] = [];
	for (const businessId of await chosenBusinesses(context, session, item)) {
		const now = (await session.clock(businessId ?? ''))();
		const search: ContactSearch = {
			...{ provider: adapter.name, shop: account.shop, by, limit: limit - json.length },
			...(businessId !== undefined && { businessId }),
		};
		const found = await store.contacts.find(search, now);
		json.push(...found.map((contact) => toItem(adapter.name, contact)));
		if (json.length >= limit) break;
	}
	return { output: 'result', json };
}

function readMark(context: IExecuteFunctions, item: number): ContactSearch['by'] {
	const parameters = readParameters(context, item);
	const value = parameters.required('value', 'Value');
	const findBy = context.getNodeParameter('findBy', item, 'customerId');
	switch (findBy) {
		case 'customerId':
			return { customerId: value };
		case 'ticketId':
			return { ticketId: value };
		case 'attribute':
			return { attribute: parameters.required('attribute', 'Attribute'), value };
		default:
			throw new NodeOperationError(context.getNode(), '"Find By" has an unknown value', {
				itemIndex: item,
				description: 'Choose one from the list.',
			});
	}
}

function toItem(
	provider: ContactSearch['provider'],
	{ contact, customer, channel, businessId, conversation }: FoundContact,
): IDataObject {
	return {
		provider,
		channel,
		contact: { ...contact },
		...(businessId !== undefined && { business: { id: businessId } }),
		customer: customer as IDataObject,
		...(conversation && { conversation: conversation as unknown as IDataObject }),
	};
}
