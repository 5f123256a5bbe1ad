import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** The choice of the customer, from version 2 of the node on. In version 1 the user always names the customer. */

export const WHO_WROTE = 'whoWrote';
export const ANOTHER_CUSTOMER = 'anotherCustomer';
export const ANOTHER_CUSTOMER_LABEL = 'Phone Number or Contact ID';

type Show = IDisplayOptions['show'];
const inVersion1: Show = { '@version': [{ _cnd: { lt: 2 } }] };
const sinceVersion2: Show = { '@version': [{ _cnd: { gte: 2 } }] };

export const customerField: INodeProperties = {
	displayName: 'Customer',
	name: 'customer',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Who Wrote',
			value: WHO_WROTE,
			description: 'The customer of the event, by the number and channel that they wrote to',
		},
		{
			name: 'Another Customer',
			value: ANOTHER_CUSTOMER,
			description: 'A customer whom you name, e.g. from a list',
		},
	],
	default: WHO_WROTE,
	description: 'Whom this is about',
	displayOptions: { show: sinceVersion2 },
};

/** Returns fields as version 1 shows them, and as version 2 shows them for another customer. */
export function fieldsByVersion(
	version1: readonly INodeProperties[],
	version2: readonly INodeProperties[],
	show: Show = { customer: [ANOTHER_CUSTOMER] },
): INodeProperties[] {
	return [
		...version1.map((field) => shownAlso(field, inVersion1)),
		...version2.map((field) => shownAlso(field, { ...sinceVersion2, ...show })),
	];
}

function shownAlso(field: INodeProperties, show: Show): INodeProperties {
	const { displayOptions } = field;
	return {
		...field,
		displayOptions: { ...displayOptions, show: { ...displayOptions?.show, ...show } },
	};
}
