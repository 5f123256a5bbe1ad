import { randomUUID } from 'node:crypto';

/** A workflow in which questions follow each other, without any node between them. */

export interface AskingNode {
	name: string;
	/** Parameters beside provider, resource and operation. */
	parameters: Record<string, unknown>;
	/** Names of the nodes after each output, in the order Reply, No Reply, Wrong Answers, Not Delivered, Blocked. */
	after?: Array<string | undefined>;
	/** Another operation of a message; Send and Wait for Reply without it. */
	operation?: string;
}

export const WRITES = 'Customer writes';
const OURS = 'n8n-nodes-business-messaging.';

/** @param first the name of the node behind the trigger */
export function askingWorkflow(
	nodes: readonly AskingNode[],
	options: Record<string, unknown> = {},
	first = nodes[0]?.name ?? '',
) {
	const trigger = {
		...{ id: randomUUID(), name: WRITES, type: `${OURS}businessMessagingTrigger` },
		...{ typeVersion: 2, position: [0, 0], webhookId: randomUUID() },
		parameters: { provider: 'simulator', triggerOn: ['message'], options },
	};
	const messages = nodes.map(({ name, parameters, operation = 'sendAndWaitForReply' }, index) => ({
		...{ id: randomUUID(), name, type: `${OURS}businessMessaging`, typeVersion: 2 },
		position: [220 * (index + 1), 0],
		parameters: { provider: 'simulator', resource: 'message', operation, ...parameters },
	}));
	const to = (name: string | undefined) =>
		name === undefined ? [] : [{ node: name, type: 'main', index: 0 }];
	const connections = Object.fromEntries([
		[WRITES, { main: [to(first)] }],
		...nodes.map(({ name, after = [] }) => [name, { main: after.map(to) }]),
	]) as Record<string, object>;
	return {
		name: `Asks ${trigger.id}`,
		nodes: [trigger, ...messages],
		connections,
		settings: { executionOrder: 'v1' },
		triggerId: trigger.id,
	};
}
