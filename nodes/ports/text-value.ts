import { NodeOperationError, type INode } from 'n8n-workflow';

/**
 * Returns the text in a field, without spaces around it; empty when the field is. An expression may give a number or a
 * time, which become text. An object or a list would reach the customer as "[object Object]".
 *
 * @throws NodeOperationError that names the field, and what its value holds
 */
export function textValue(node: INode, label: string, value: unknown, itemIndex?: number): string {
	const text = asText(value);
	if (text !== undefined) return text.trim();
	throw new NodeOperationError(node, `"${label}" is not a text`, {
		...(itemIndex !== undefined && { itemIndex }),
		description: `Its expression gives ${contentOf(value)}.`,
	});
}

function asText(value: unknown): string | undefined {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value;
	if (typeof value === 'bigint' || Number.isFinite(value)) return String(value);
	// Expressions give luxon's `DateTime` for `$now` and the like.
	if (!(value instanceof Date) && !isDateTime(value)) return undefined;
	const written: unknown = JSON.parse(JSON.stringify(value));
	return typeof written === 'string' ? written : undefined;
}

function isDateTime(value: unknown): boolean {
	return typeof value === 'object' && value !== null && 'isLuxonDateTime' in value;
}

/** Most names of fields in an error. */
const SHOWN_FIELDS = 8;

function contentOf(value: unknown): string {
	if (Array.isArray(value)) {
		return `a list of ${value.length}. Choose one entry, e.g. [0], or join them, e.g. .join(", ")`;
	}
	if (typeof value !== 'object' || value === null) {
		return `${String(value)}. Choose a field with a text`;
	}
	const names = Object.keys(value);
	if (names.length === 0) return 'an empty object. Choose a field with a text';
	const more = names.length > SHOWN_FIELDS ? ' …' : '';
	return `an object. Choose one of its fields: ${names.slice(0, SHOWN_FIELDS).join(', ')}${more}`;
}
