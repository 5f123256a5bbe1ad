import { NodeOperationError, type INode } from 'n8n-workflow';

/**
 * Returns the number in a field; `undefined` when the field is empty. An expression may give a text: "1,5" is 1.5, as
 * people write it in Portuguese and Spanish.
 *
 * @throws NodeOperationError that names the field when its value is not a number
 */
export function numberValue(
	node: INode,
	label: string,
	value: unknown,
	itemIndex?: number,
): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const number = typeof value === 'string' ? readNumber(value) : value;
	if (typeof number === 'number' && Number.isFinite(number)) return number;
	throw new NodeOperationError(node, `"${label}" is not a number`, {
		...(itemIndex !== undefined && { itemIndex }),
		description: 'Write digits, e.g. 1.5, or check its expression.',
	});
}

/**
 * Reads a number. Returns `undefined` for a text that is no number or may be two: "1.234,5" and "1,234.5" differ by
 * country.
 */
function readNumber(text: string): number | undefined {
	const match = /^([+-]?\d{1,15})(?:[.,](\d{1,15}))?$/.exec(text.trim());
	return match ? Number(`${match[1]}.${match[2] ?? '0'}`) : undefined;
}
