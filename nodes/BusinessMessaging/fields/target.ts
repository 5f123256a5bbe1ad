import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { locatorValue } from '../../ports/locator-value';

/** Returns a field for a team, an agent or another target: from the provider's own list where it has one, else by name. */
export function targetField(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'required'>,
	{ search, placeholder }: { search: string; placeholder: string },
): INodeProperties {
	return {
		...field,
		type: 'resourceLocator',
		default: { __rl: true, mode: 'id', value: '' },
		modes: [
			{ displayName: 'By Name or ID', name: 'id', type: 'string', placeholder },
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: search, searchable: true },
			},
		],
	};
}

/** Reads such a field. `label`: the name in the list, when it was chosen from there. */
export function readTarget(
	context: IExecuteFunctions,
	name: string,
	item: number,
): { name: string; label?: string } {
	const parameter = context.getNodeParameter(name, item, '');
	const chosen: unknown =
		typeof parameter === 'object' && parameter !== null
			? Reflect.get(parameter, 'cachedResultName')
			: undefined;
	const isFromList = typeof chosen === 'string' && chosen !== '';
	return { name: locatorValue(parameter), ...(isFromList && { label: chosen }) };
}
