import type { INodeProperties } from 'n8n-workflow';

/** Where a field is shown: for these operations of a resource. */
export function shownFor(resource: string, ...operation: string[]) {
	return { resource: [resource], operation };
}

/** The list of a resource's operations. */
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
