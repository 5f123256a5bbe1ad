import { randomUUID } from 'node:crypto';

const PACKAGE = 'n8n-nodes-business-messaging';

/** Returns a trigger of the Simulator and a node that answers, as n8n's editor would save them. */
export function storeWorkflow(
	given: {
		trigger?: Record<string, unknown>;
		/** Options of the node that answers. */
		options?: Record<string, unknown>;
		/** Credentials of both nodes. */
		credentials?: Record<string, { id: string; name: string }>;
	} = {},
) {
	const credentials = given.credentials === undefined ? {} : { credentials: given.credentials };
	return {
		id: randomUUID().replaceAll('-', '').slice(0, 16),
		name: `Conversation store ${randomUUID()}`,
		nodes: [
			{
				id: randomUUID(),
				name: 'Customer writes',
				type: `${PACKAGE}.businessMessagingTrigger`,
				typeVersion: 1.1,
				position: [0, 0] as [number, number],
				parameters: { provider: 'simulator', triggerOn: ['message'], ...given.trigger },
				webhookId: randomUUID(),
				...credentials,
			},
			{
				id: randomUUID(),
				name: 'Answer',
				type: `${PACKAGE}.businessMessaging`,
				typeVersion: 1,
				position: [220, 0] as [number, number],
				parameters: {
					provider: 'simulator',
					resource: 'message',
					operation: 'send',
					text: '=Você disse: {{ $json.message.text }}',
					options: given.options ?? {},
				},
				...credentials,
			},
		],
		connections: { 'Customer writes': { main: [[{ node: 'Answer', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}
