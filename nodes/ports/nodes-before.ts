import type { IExecuteFunctions, INodeExecutionData, NodeTypeAndVersion } from 'n8n-workflow';

import { sourcesOf } from './node-sources';

/**
 * Returns the enabled nodes that lie before the running one. In a tool call these are the nodes before the agent: the
 * tool itself has none (docs/facts/n8n.md#tool-calls).
 */
export function nodesBefore(context: IExecuteFunctions): NodeTypeAndVersion[] {
	const before = [
		...parentsOf(context, context.getNode().name),
		...sourcesOf(context).flatMap(({ previousNode }) => [
			...itself(context, previousNode),
			...parentsOf(context, previousNode),
		]),
	];
	const byName = new Map(before.map((node) => [node.name, node]));
	return [...byName.values()].filter(({ disabled }) => !disabled);
}

/** Returns the items that a node output in this execution, of all its outputs. None when it did not run. */
export function itemsOfNode(
	context: IExecuteFunctions,
	node: string,
	outputs: number,
): INodeExecutionData[] {
	const items: INodeExecutionData[] = [];
	for (let output = 0; output < outputs; output++) {
		try {
			items.push(...(nodeData(context, node, 0).all(output) ?? []));
		} catch {
			// The node did not run, or has no such output.
		}
	}
	return items;
}

/** Result of following the links of an item back to a node. `cause` is the node that gave its items without a link. */
export type LinkedItem =
	{ found: INodeExecutionData } | { found?: undefined; cause?: string; isAmbiguous: boolean };

/** Follows n8n's links between items from an incoming item back to the item of an earlier node. */
export function linkedItem(context: IExecuteFunctions, node: string, item: number): LinkedItem {
	try {
		const found = nodeData(context, node, item).item;
		return found === undefined ? { isAmbiguous: false } : { found };
	} catch (error) {
		const { type, nodeCause } = (error as { context?: ExpressionContext }).context ?? {};
		if (type === 'paired_item_multiple_matches') return { isAmbiguous: true };
		return { isAmbiguous: false, ...(nodeCause !== node && nodeCause && { cause: nodeCause }) };
	}
}

/** Explains, in an error of n8n, why a link cannot be followed. */
interface ExpressionContext {
	type?: string;
	nodeCause?: string;
}

/** `$('<node>')` of expressions. */
interface NodeData {
	all(output: number): INodeExecutionData[] | null | undefined;
	item: INodeExecutionData | undefined;
}

function nodeData(context: IExecuteFunctions, node: string, item: number): NodeData {
	const reference = context.getWorkflowDataProxy(item).$ as (
		name: string,
		resolveFullItem: boolean,
	) => NodeData;
	return reference(node, true);
}

function parentsOf(context: IExecuteFunctions, name: string): NodeTypeAndVersion[] {
	return context.getParentNodes(name, { includeNodeParameters: true });
}

/** Returns the node with its type, which n8n gives only among the parents of another node. */
function itself(context: IExecuteFunctions, name: string): NodeTypeAndVersion[] {
	return context
		.getChildNodes(name)
		.flatMap((child) => parentsOf(context, child.name))
		.filter((node) => node.name === name);
}
