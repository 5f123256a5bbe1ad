import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readParameters } from '../parameter-reader';

/** Returns a field for rows of a name and a value each. */
export function namedValuesField(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description'>,
	{ row, placeholder }: { row: string; placeholder: string },
): INodeProperties {
	return {
		...field,
		type: 'fixedCollection',
		placeholder: `Add ${row}`,
		typeOptions: { multipleValues: true },
		default: {},
		options: [
			{
				displayName: row,
				name: 'value',
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder },
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	};
}

/**
 * Reads the rows of such a field. An expression may give a value of any kind, which is kept as it is. An empty value is
 * `null`.
 */
export function readNamedValues(
	context: IExecuteFunctions,
	item: number,
	path: string,
): Record<string, unknown> {
	const parameters = readParameters(context, item);
	return Object.fromEntries(
		parameters
			.rows(`${path}.value`)
			.map(({ name, value }) => [parameters.cell(name, 'Name'), value === '' ? null : value])
			.filter(([name]) => name !== ''),
	) as Record<string, unknown>;
}
