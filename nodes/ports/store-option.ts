import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/**
 * Panel option for the conversation store. It is an entry of the collection `options`, so only users who open that see
 * it. The field for the credential appears only when the option is chosen.
 */

/** Path of the parameter. `undefined` there means `default`. */
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
