import { randomUUID } from 'node:crypto';

import { CREDENTIAL_TYPE } from './whatsapp-workflow';

/** Workflows that n8n can be made to repeat: a list that is sent, directly or through a sub-workflow that fails. */

const PACKAGE = 'n8n-nodes-business-messaging';

type Fields = Record<string, unknown>;

export interface WorkflowJson {
	name: string;
	nodes: Fields[];
	connections: Record<string, unknown>;
	settings: Fields;
}

/** Returns nodes in a line, each behind the first output of the one before. */
export function inALine(nodes: readonly Fields[], settings: Fields = {}): WorkflowJson {
	const connections = nodes
		.slice(1)
		.map((node, index) => [
			String(nodes[index]?.['name']),
			{ main: [[{ node: node['name'], type: 'main', index: 0 }]] },
		]);
	return {
		name: `Repeats ${randomUUID()}`,
		nodes: nodes.map((node, index) => ({
			...{ id: randomUUID(), position: [220 * index, 0], parameters: {} },
			...node,
		})),
		connections: Object.fromEntries(connections),
		settings: { executionOrder: 'v1', ...settings },
	};
}

/** Starts with a list of items that is posted to the path. */
export function list(path: string): Fields[] {
	return [
		{
			...{ name: 'List', type: 'n8n-nodes-base.webhook', typeVersion: 2, webhookId: path },
			parameters: { httpMethod: 'POST', path, options: {} },
		},
		{
			...{ name: 'Each', type: 'n8n-nodes-base.splitOut', typeVersion: 1 },
			parameters: { fieldToSplitOut: 'body.items', options: {} },
		},
	];
}

/** Sends a text to the customer of each item. */
export function send(shop: { number: string; credentialId: string }, own: Fields = {}): Fields {
	return {
		...{ name: 'Send', type: `${PACKAGE}.businessMessaging`, typeVersion: 1 },
		parameters: {
			...{ provider: 'whatsappCloud', resource: 'message', operation: 'send', text: 'Oi' },
			from: { __rl: true, mode: 'id', value: shop.number },
			to: '={{ $json.phone }}',
		},
		credentials: { [CREDENTIAL_TYPE]: { id: shop.credentialId, name: 'WhatsApp' } },
		...own,
	};
}

export const CALLED: Fields = {
	...{ name: 'Called', type: 'n8n-nodes-base.executeWorkflowTrigger', typeVersion: 1.1 },
	parameters: { inputSource: 'passthrough' },
};

/** Fails for good, as a node does whose service is away. */
export const FAILURE: Fields = {
	...{ name: 'Failure', type: 'n8n-nodes-base.stopAndError', typeVersion: 1 },
	parameters: { errorMessage: 'The service behind it is away' },
};

export function call(workflowId: string, own: Fields = {}): Fields {
	return {
		...{ name: 'Call', type: 'n8n-nodes-base.executeWorkflow', typeVersion: 1.2 },
		parameters: {
			workflowId: { __rl: true, mode: 'id', value: workflowId },
			options: {},
		},
		...own,
	};
}
