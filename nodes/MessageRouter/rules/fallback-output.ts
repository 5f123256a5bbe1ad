import type { INodeProperties } from 'n8n-workflow';

/** Where items go that no rule matches. `outputs.ts` and the node read it by this name. */
export const fallbackOutput: INodeProperties = {
	displayName: 'Fallback Output',
	name: 'fallbackOutput',
	type: 'options',
	noDataExpression: true,
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
		{ name: 'None', value: 'none', description: 'Items go nowhere' },
	],
	default: 'extra',
	description: 'Where items go that no rule matches',
};
