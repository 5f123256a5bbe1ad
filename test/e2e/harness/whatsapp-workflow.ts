import { randomUUID } from 'node:crypto';

/** Workflows on WhatsApp for the end-to-end tests, as n8n's editor would save them. */

const PACKAGE = 'n8n-nodes-business-messaging';
export const CREDENTIAL_TYPE = 'businessMessagingWhatsAppCloudApi';

interface Node {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	webhookId?: string;
	onError?: 'continueErrorOutput';
	credentials?: Record<string, { id: string; name: string }>;
}

export interface TestWorkflow {
	name: string;
	nodes: Node[];
	connections: Record<string, unknown>;
	settings: Record<string, unknown>;
}

export const TRIGGER = 'Customer writes';
export const SEND = 'Answer';

/** Returns a trigger on WhatsApp, and behind its first output a node that sends. `send` overrides its parameters. */
export function whatsappWorkflow(given: {
	credentialId: string;
	triggerOn: string[];
	trigger?: Record<string, unknown>;
	send?: Record<string, unknown>;
	settings?: Record<string, unknown>;
}): TestWorkflow {
	const credentials = { [CREDENTIAL_TYPE]: { id: given.credentialId, name: 'WhatsApp' } };
	return {
		name: `WhatsApp ${randomUUID()}`,
		nodes: [
			{
				id: randomUUID(),
				name: TRIGGER,
				type: `${PACKAGE}.businessMessagingTrigger`,
				typeVersion: 1.1,
				position: [0, 0],
				parameters: {
					provider: 'whatsappCloud',
					triggerOn: given.triggerOn,
					...given.trigger,
				},
				webhookId: randomUUID(),
				credentials,
			},
			{
				id: randomUUID(),
				name: SEND,
				type: `${PACKAGE}.businessMessaging`,
				typeVersion: 1,
				position: [220, 0],
				parameters: {
					provider: 'whatsappCloud',
					resource: 'message',
					operation: 'send',
					text: '=Você disse: {{ $json.message.text }}',
					...given.send,
				},
				credentials,
			},
		],
		connections: { [TRIGGER]: { main: [[{ node: SEND, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1', ...given.settings },
	};
}

/** The node of `workingWorkflow` behind the trigger. */
const WORK = 'Work';

/** Returns a trigger of version 2, and behind it a node that takes some time and sends nothing. */
export function workingWorkflow(given: {
	credentialId: string;
	/** Options of the trigger. */
	options?: Record<string, unknown>;
	seconds?: number;
}): TestWorkflow {
	const { credentialId, options = {}, seconds = 0 } = given;
	const workflow = whatsappWorkflow({ credentialId, triggerOn: ['message'], trigger: { options } });
	const nodes = workflow.nodes.map((node): Node => {
		if (node.name === TRIGGER) return { ...node, typeVersion: 2 };
		const { credentials: _credentials, ...work } = node;
		return {
			...work,
			name: WORK,
			type: seconds > 0 ? 'n8n-nodes-base.wait' : 'n8n-nodes-base.noOp',
			typeVersion: 1,
			parameters: seconds > 0 ? { amount: seconds, unit: 'seconds' } : {},
		};
	});
	const connections = { [TRIGGER]: { main: [[{ node: WORK, type: 'main', index: 0 }]] } };
	return { ...workflow, nodes, connections };
}
