import type { INodeProperties } from 'n8n-workflow';

/** Returns display options that show a field for these operations of a resource. */
export function shownFor(resource: string, ...operation: string[]) {
	return { resource: [resource], operation };
}

/** Returns the field with the operations of a resource. */
export function operationField(
	resource: string,
	options: NonNullable<INodeProperties['options']>,
	first: string,
): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options,
		default: first,
	};
}
