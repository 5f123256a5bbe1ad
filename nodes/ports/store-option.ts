import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/**
 * Where the user chooses the conversation store: an entry of the collection `options`, so that nobody sees it who does
 * not look for it. The field for the credential appears only when it is chosen.
 */

/** As a parameter path; `undefined` there is `default`. */
export const STORE_PARAMETER = 'options.conversationStore';

export type StoreSetting = 'default' | 'credential';

const SETTINGS = [
	{
		name: 'Default',
		value: 'default',
		description: "The file in n8n's folder, or what BUSINESS_MESSAGING_DB names",
	},
	{
		name: 'From Credential',
		value: 'credential',
		description: 'A PostgreSQL database that a credential names',
	},
] as const satisfies ReadonlyArray<INodePropertyOptions & { value: StoreSetting }>;

export const storeOption: INodeProperties = {
	displayName: 'Conversation Store',
	name: 'conversationStore',
	type: 'options',
	noDataExpression: true,
	options: [...SETTINGS],
	default: 'credential',
	description:
		'Where customers, consents and windows are kept. Choose the same in the trigger and in every node that writes from the same number: what one store knows, the other does not.',
};
