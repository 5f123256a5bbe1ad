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
		description: "The file in n8n's folder, or the store in BUSINESS_MESSAGING_DB",
	},
	{
		name: 'From Credential',
		value: 'credential',
		description: 'A PostgreSQL database with its own credential',
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
		'Where customers, consents and windows are kept. Choose the same store in the trigger and in every node with the same number, because stores do not share data.',
};
