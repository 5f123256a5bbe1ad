import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { CHOICE_COLUMNS } from './fields/choices-from';
import { readParameters, tryJson, type Row } from './parameter-reader';

/** Reads the buttons or rows of a menu: those that are typed in the node, or the entries of a list in the item. */
export function readChoiceRows(context: IExecuteFunctions, item: number, fields: string): Row[] {
	if (context.getNodeParameter('choicesFrom', item, 'fields') !== 'list') {
		return readParameters(context, item).rows(fields);
	}
	const given = context.getNodeParameter('choiceColumns', item, {}) as Record<string, unknown>;
	const columns = Object.keys(CHOICE_COLUMNS).map(
		(name) => [name, columnName(given, name)] as const,
	);
	return readList(context, item).map((entry) =>
		typeof entry === 'object' && entry !== null
			? Object.fromEntries(columns.map(([name, column]) => [name, fieldOf(entry, column)]))
			: { title: entry },
	);
}

function columnName(given: Record<string, unknown>, name: string): string {
	const typed = given[name];
	return typeof typed === 'string' && typed.trim() !== '' ? typed.trim() : name;
}

/** Returns a field of an entry, also one inside of another: `start.time`. */
function fieldOf(entry: object, path: string): unknown {
	const own = new Map<string, unknown>(Object.entries(entry));
	if (own.has(path)) return own.get(path);
	const [first = '', ...rest] = path.split('.');
	const inner = own.get(first);
	const isObject = typeof inner === 'object' && inner !== null;
	return rest.length > 0 && isObject ? fieldOf(inner, rest.join('.')) : undefined;
}

function readList(context: IExecuteFunctions, item: number): unknown[] {
	const given: unknown = context.getNodeParameter('choicesList', item, '');
	const list = typeof given === 'string' ? tryJson(given) : given;
	if (Array.isArray(list)) return list;
	throw new NodeOperationError(context.getNode(), '"List" is not a list', {
		itemIndex: item,
		description:
			'Drag a list from the input into the field. The node Aggregate makes one of several items.',
	});
}
