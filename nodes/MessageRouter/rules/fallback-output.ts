import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** Shows a field in version 1 only. From version 2 on the fallback is always the first output. */
export const ONLY_VERSION_1: IDisplayOptions['show'] = { '@version': [{ _cnd: { lt: 2 } }] };

/** The output of items that match no rule. `outputs.ts` reads it by this name. */
export const fallbackOutput: INodeProperties = {
	displayName: 'Fallback Output',
	name: 'fallbackOutput',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: ONLY_VERSION_1 },
	options: [
		{
			name: 'Extra Output',
			value: 'extra',
			description: 'Items go to an output of their own, which comes last',
		},
		{
			name: 'First Output',
			value: 'first',
			description: 'Items go to the output of the first rule',
		},
		{ name: 'None', value: 'none', description: 'Items leave by no output' },
	],
	default: 'extra',
	description: 'Where to send items that match no rule',
};
