import type { INodeProperties } from 'n8n-workflow';

/** The shop to which the numbers of a credential belong; see `audienceOf` of the store. */
export const shopField: INodeProperties = {
	displayName: 'Shop',
	name: 'shop',
	type: 'string',
	default: '',
	placeholder: 'e.g. Padaria Sol',
	description:
		'Contacts and consents are shared by all numbers of one shop. Enter the same name in each of its credentials. Leave empty for one shop in this n8n. A shop that you name later begins with the opt-outs of the unnamed one, and without its opt-ins.',
};
