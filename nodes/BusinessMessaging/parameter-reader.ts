import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { numberValue } from '../ports/number-value';
import { textValue } from '../ports/text-value';

export type Row = Record<string, unknown>;

export type Parameters = ReturnType<typeof readParameters>;

/** Reads the parameters of one item by type. An error names a missing or wrong one by its label. */
export function readParameters(context: IExecuteFunctions, item: number) {
	const fail = (message: string, description: string) =>
		new NodeOperationError(context.getNode(), message, { itemIndex: item, description });
	const cell = (value: unknown, label: string) => textValue(context.getNode(), label, value, item);
	const text = (name: string, label: string) =>
		cell(context.getNodeParameter(name, item, ''), label);
	return {
		text,
		/** Returns the text of a field in a row or a collection. */
		cell,
		required(name: string, label: string): string {
			const value = text(name, label);
			if (value !== '') return value;
			throw fail(`"${label}" is empty`, `Fill in "${label}", or check its expression.`);
		},
		optional<K extends string>(name: K, label: string): { [key in K]?: string } {
			const value = text(name, label);
			return value === '' ? {} : ({ [name]: value } as { [key in K]?: string });
		},
		number(name: string, label: string, limit: number): number {
			const typed = context.getNodeParameter(name, item, '');
			const value = numberValue(context.getNode(), label, typed, item);
			if (value !== undefined && Math.abs(value) <= limit) return value;
			throw fail(
				`"${label}" is not a coordinate`,
				`Enter a number from -${limit} to ${limit}, e.g. -23.5505.`,
			);
		},
		rows(path: string): Row[] {
			const rows = context.getNodeParameter(path, item, []);
			return Array.isArray(rows) ? (rows as Row[]) : [];
		},
		json(value: unknown, label: string): Record<string, unknown> {
			const parsed = typeof value === 'string' ? tryJson(value) : value;
			if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
				return parsed as Record<string, unknown>;
			}
			throw fail(`"${label}" is not a JSON object`, 'It must start with { and end with }.');
		},
	};
}

/** Returns `undefined` for a text that is not JSON. */
export function tryJson(value: string): unknown {
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return undefined;
	}
}
