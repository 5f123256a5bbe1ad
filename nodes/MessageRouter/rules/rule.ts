import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Router } from '../../../routing/decision';

/**
 * What a routing rule is to the node: fields of the panel, and how they become a question for `routing/`.
 */
export interface RoutingRule {
	/** Each shows itself for this rule only. */
	properties: INodeProperties[];
	/**
	 * Reads the settings and gives the function that routes items by them. Throws a NodeOperationError that names the
	 * item when the settings cannot be used.
	 *
	 * @param itemIndex the item for which expressions in the settings are resolved
	 */
	prepare(context: IExecuteFunctions, itemIndex: number): RouteItem;
}

export type RouteItem = (json: IDataObject, itemIndex: number) => RoutedItem;

export interface RoutedItem {
	/** Indexes of outputs; empty for the fallback. */
	branches: readonly number[];
	/** Added to the json of the item. */
	additions?: IDataObject;
}

/** Options whose expressions are about the item, and which therefore do not make the settings differ by item. */
export const OPTIONS_READ_PER_ITEM: readonly string[] = ['date', 'textToMatch'];

/** Refuses settings that have a problem, with what is wrong and what to do. */
export function refuseProblems(
	context: IExecuteFunctions,
	router: Router<never>,
	itemIndex: number,
): void {
	const [first] = router.problems;
	if (!first) return;
	throw new NodeOperationError(context.getNode(), first.problem, {
		itemIndex,
		description: first.remedy,
	});
}

/** Whether the user added the option: its default counts only from then on. */
export function hasOption(context: IExecuteFunctions, name: string): boolean {
	const { options } = context.getNode().parameters;
	return typeof options === 'object' && options !== null && Object.hasOwn(options, name);
}

/** A part of an item that may have any shape, by its path; `undefined` where there is no such part. */
export function readPath(json: unknown, ...path: string[]): unknown {
	let value: unknown = json;
	for (const key of path) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
		value = (value as Record<string, unknown>)[key];
	}
	return value;
}

/** Text of a part of an item: numbers count as text, anything else as none. */
export function asText(value: unknown): string | undefined {
	if (typeof value === 'string') return value;
	return typeof value === 'number' ? String(value) : undefined;
}
