import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { MessagingEvent } from '../../../../messaging/event';
import { agentNodes, AGENT, standInNodes, TOOL } from '../../../engine/stand-in-nodes';
import type { CredentialData } from '../../../engine/given-credentials';
import { PACKAGE } from '../../../engine/package-nodes';
import { runWorkflow, type FinishedRun, type RunOptions } from '../../../engine/run-workflow';
import { message } from '../../../store/events';

/** Workflows of a trigger, nodes in between and one action, in which each item names in `who` whose it is. */

export const CUSTOMERS = Array.from(
	{ length: 10 },
	(_, index) => `+55119888800${String(index).padStart(2, '0')}`,
);

/** Returns a customer's message to the bakery as our trigger outputs it. `who` survives every node of the tests. */
export function wrote(customer: string, more: Partial<MessagingEvent> = {}): IDataObject {
	const event = message(`message of ${customer}`, 'Oi', {
		...{ provider: 'simulator', business: { id: 'bakery' }, contact: { id: customer } },
		...more,
	});
	return { ...event, who: customer } as unknown as IDataObject;
}

export interface Step {
	/** Type of a stand-in, e.g. `n8n-nodes-base.set`. */
	type: string;
	parameters?: INodeParameters;
	name?: string;
	typeVersion?: number;
}

export const TRIGGER = `${PACKAGE}businessMessagingTrigger`;
export const SUB_WORKFLOW = 'n8n-nodes-base.executeWorkflowTrigger';
export const SCHEDULE = 'n8n-nodes-base.scheduleTrigger';

export const GET_CONTACT: INodeParameters = { resource: 'contact', operation: 'get' };

interface Given {
	items: IDataObject[];
	steps?: Step[];
	action?: INodeParameters;
	/** Type of the node that begins. */
	start?: string;
	typeVersion?: number;
	onError?: INode['onError'];
	credentials?: CredentialData;
}

/** Runs the steps one after the other, and the action on their items. */
export async function runChain(given: Given): Promise<FinishedRun> {
	const { items, steps = [], action = GET_CONTACT, start = TRIGGER } = given;
	const { typeVersion = 2, onError = 'continueRegularOutput', credentials = {} } = given;
	const used = Object.keys(credentials).map((name) => [name, { id: name, name }]);
	const nodes = [
		node('Start', start),
		...steps.map(({ type, parameters = {}, name, typeVersion: version = 1 }, index) =>
			node(name ?? `Step ${index + 1}`, type, { parameters, typeVersion: version }),
		),
		node('Action', `${PACKAGE}businessMessaging`, {
			...{ typeVersion, onError, parameters: action },
			credentials: Object.fromEntries(used) as INode['credentials'],
		}),
	];
	const connections = Object.fromEntries(
		nodes.slice(0, -1).map(({ name }, index) => [name, to(nodes[index + 1]?.name ?? '', 'main')]),
	);
	return await run(nodes, connections, items, { credentials });
}

/** Runs an agent on the events, which calls the action with this input once for each of its items. */
export async function runAgent(
	version: 2 | 3,
	events: IDataObject[],
	toolInput: IDataObject,
	action: INodeParameters,
	start = TRIGGER,
): Promise<unknown[]> {
	const nodes = [
		node('Start', start),
		node('Agent', AGENT, { parameters: { toolInput } as INodeParameters }),
		node('Action', TOOL, { typeVersion: 2, parameters: action }),
	];
	const connections = { Start: to('Agent', 'main'), Action: to('Agent', 'ai_tool') };
	const types = agentNodes(version, 'Action');
	const finished = await run(nodes, connections, events, { types });
	if (finished.error !== undefined) return [finished.error.message];
	if (version === 3) return finished.toolAnswers('Action');
	return finished.outputs('Agent').flatMap((items) => items.map(({ json }) => json.answer));
}

async function run(
	nodes: INode[],
	connections: Record<string, object>,
	items: IDataObject[],
	{ types = {}, credentials = {} }: RunOptions = {},
): Promise<FinishedRun> {
	return await runWorkflow(
		{
			nodes,
			connections: connections as never,
			settings: { executionOrder: 'v1' },
			pinData: { Start: items.map((json) => ({ json })) },
		},
		{ types: { ...standInNodes, ...types }, credentials },
	);
}

const to = (name: string, type: 'main' | 'ai_tool') => ({
	[type]: [[{ node: name, type, index: 0 }]],
});

function node(name: string, type: string, more: Partial<INode> = {}): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {}, ...more };
}
