import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type NodeConnectionType,
} from 'n8n-workflow';

import { BusinessMessaging } from '../../nodes/BusinessMessaging/BusinessMessaging.node';
import { PACKAGE, type MoreTypes } from './package-nodes';

/**
 * Stand-ins for n8n's own nodes, which are not installed for unit tests. They link their items as the real ones do
 * (docs/facts/n8n.md#links-between-items); test/e2e/who-wrote.test.ts runs the real ones.
 */

type Work = (context: IExecuteFunctions, items: INodeExecutionData[]) => INodeExecutionData[];

const { Main, AiTool } = NodeConnectionTypes;

function standIn(
	work: Work,
	inputs: NodeConnectionType[] = [Main],
	outputs: NodeConnectionType[] = [Main],
): INodeType {
	return {
		description: {
			...{ displayName: 'Stand-In', name: 'standIn', group: ['transform'], version: 1 },
			...{ description: 'Stands for a node of n8n', defaults: { name: 'Stand-In' } },
			...{ inputs, outputs },
			properties: [
				{ displayName: 'Order', name: 'order', type: 'json', default: '[]' },
				{ displayName: 'Contact', name: 'contact', type: 'string', default: '' },
				{ displayName: 'Mode', name: 'mode', type: 'string', default: 'runOnceForAllItems' },
				{ displayName: 'Tool Input', name: 'toolInput', type: 'json', default: '{}' },
			],
		},
		async execute() {
			return [work(this, this.getInputData())];
		},
	};
}

/** Sorts the items by the numbers in the parameter *Order*. */
function reorder<Item>(context: IExecuteFunctions, items: Item[]): Item[] {
	const order = context.getNodeParameter('order', 0, []) as number[];
	return items
		.map((item, index) => ({ item, place: order[index] ?? index }))
		.sort((one, other) => one.place - other.place)
		.map(({ item }) => item);
}

/** Keeps nothing of the event but the field `who`. */
const onlyWho = ({ json }: INodeExecutionData): IDataObject => ({ who: json.who ?? null });

/** Returns the items with their links. With the parameter *Contact*, each also gets an event of that contact. */
const linked: Work = (context, items) => {
	const contact = context.getNodeParameter('contact', 0, '');
	return items.map((item, index) => ({
		json: { ...(contact !== '' && { ...item.json, contact: { id: contact } }), ...onlyWho(item) },
		pairedItem: { item: index },
	}));
};

/** Returns new objects without links, in another order. n8n then links them by their places. */
const unlinked: Work = (context, items) =>
	reorder(context, items).map((item) => ({ json: onlyWho(item) }));

const code: Work = (context, items) =>
	(context.getNodeParameter('mode', 0) === 'runOnceForEachItem' ? linked : unlinked)(
		context,
		items,
	);

const twice: Work = (_, items) =>
	items.flatMap((item, index) =>
		[0, 1].map(() => ({ json: onlyWho(item), pairedItem: { item: index } })),
	);

const together: Work = (_, items) => [
	{ json: { who: null }, pairedItem: items.map((_item, index) => ({ item: index })) },
];

/** Returns one object made of the last item. n8n links it with the first. */
const lastOnly: Work = (_, items) => items.slice(-1).map((item) => ({ json: onlyWho(item) }));

export const standInNodes: MoreTypes = {
	'n8n-nodes-base.set': standIn(linked),
	'n8n-nodes-base.sort': standIn(reorder),
	'n8n-nodes-base.splitOut': standIn(twice),
	'n8n-nodes-base.aggregate': standIn(together),
	'n8n-nodes-base.code': standIn(code),
	'n8n-nodes-base.executeWorkflowTrigger': standIn((_, items) => items, []),
	'n8n-nodes-base.scheduleTrigger': standIn((_, items) => items, []),
	'n8n-nodes-other.reorder': standIn(unlinked),
	'n8n-nodes-other.last': standIn(lastOnly),
	'n8n-nodes-other.sort': standIn(reorder),
};

export const AGENT = '@n8n/n8n-nodes-langchain.agent';
export const TOOL = `${PACKAGE}businessMessagingTool`;

/** Returns the input that a model writes for the tool, for one item of the agent. */
const toolInput = (context: IExecuteFunctions, item: number) =>
	context.getNodeParameter('toolInput', item, {}) as IDataObject;

/** Asks n8n's engine to run the tool once for each item, as Agent 3 does. */
function agent3(tool: string): INodeType {
	const type = standIn((_, items) => items, [Main, AiTool]);
	return {
		...type,
		async execute(response) {
			const items = this.getInputData();
			if (response?.actionResponses.length) return [linked(this, items)];
			return {
				actions: items.map((_, itemIndex) => ({
					actionType: 'ExecutionNodeAction' as const,
					nodeName: tool,
					input: toolInput(this, itemIndex),
					type: AiTool,
					id: `call-${itemIndex}`,
					metadata: { itemIndex },
				})),
				metadata: {},
			};
		},
	};
}

/** Calls the tool by itself, as Agent 2 does. */
function agent2(): INodeType {
	const type = standIn((_, items) => items, [Main, AiTool]);
	return {
		...type,
		async execute() {
			const results: INodeExecutionData[] = [];
			for (const item of this.getInputData().keys()) {
				const [tool] = (await this.getInputConnectionData(AiTool, item)) as Array<{
					func(input: IDataObject): Promise<string>;
				}>;
				const answer = await tool?.func(toolInput(this, item));
				results.push({ json: { answer: answer ?? '' }, pairedItem: { item } });
			}
			return [results];
		},
	};
}

/** Returns the node as n8n turns it into a tool. */
function asTool(): INodeType {
	const node: INodeType = new BusinessMessaging();
	const description = { ...node.description, inputs: [], outputs: [AiTool] };
	return Object.assign(Object.create(Object.getPrototypeOf(node) as object) as INodeType, node, {
		description: { ...description, name: 'businessMessagingTool' },
	});
}

/** Returns the agent of a version of n8n, and the node that is its tool. */
export function agentNodes(version: 2 | 3, tool: string): MoreTypes {
	return { [AGENT]: version === 3 ? agent3(tool) : agent2(), [TOOL]: asTool() };
}
