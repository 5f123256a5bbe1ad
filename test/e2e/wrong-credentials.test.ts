import { randomUUID } from 'node:crypto';
import axios from 'axios';

import { emulatedProviders, type EmulatedProvider } from './harness/emulated-providers';
import { itemsOf } from './harness/execution-items';
import { sharedN8n } from './harness/shared-n8n';

// Proves for every provider that a send with a wrong key tells the user what happened and what to do. The key is
// neither in the execution nor in n8n's log.

const CANARY = 'canary-7f3a-this-key-is-wrong';

let emulator: EmulatedProvider | undefined;
afterEach(async () => {
	await emulator?.close();
	emulator = undefined;
});

/**
 * Returns a workflow that sends one text for each request to n8n's own Webhook node. A refusal goes to the error
 * output.
 */
function sendingWorkflow(
	provider: string,
	opened: EmulatedProvider,
	credentialId: string,
): { path: string; workflow: Record<string, unknown> } {
	const path = randomUUID();
	const workflow = {
		name: `Wrong key on ${provider}`,
		nodes: [
			{
				id: randomUUID(),
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				parameters: { path, httpMethod: 'POST', responseMode: 'lastNode' },
				webhookId: path,
			},
			{
				id: randomUUID(),
				name: 'Send',
				type: 'n8n-nodes-business-messaging.businessMessaging',
				typeVersion: 1,
				position: [220, 0],
				onError: 'continueErrorOutput',
				parameters: {
					provider,
					resource: 'message',
					operation: 'send',
					channel: 'whatsapp',
					from: { __rl: true, mode: 'id', value: opened.businessId },
					to: '+55 11 98888-0001',
					text: 'Olá',
				},
				credentials: { [opened.credentialType]: { id: credentialId, name: 'Wrong key' } },
			},
		],
		connections: { Webhook: { main: [[{ node: 'Send', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
	return { path, workflow };
}

describe.each(Object.keys(emulatedProviders))('a wrong key on %s', (provider) => {
	it('a wrong key is explained to the user and never shown', async () => {
		const n8n = sharedN8n();
		const start = emulatedProviders[provider];
		if (start === undefined) throw new Error(provider);
		const opened = (emulator = await start());
		const credentialId = await n8n.createCredential('Wrong key', opened.credentialType, {
			...opened.credential,
			...Object.fromEntries(opened.keyFields.map((field) => [field, CANARY])),
		});
		const { path, workflow } = sendingWorkflow(provider, opened, credentialId);
		const workflowId = await n8n.importWorkflow(workflow);
		await n8n.publish(workflowId);
		await axios.post(`${n8n.baseUrl}/webhook/${path}`, {}, { validateStatus: () => true });
		const [execution] = await n8n.waitForExecutions(workflowId, 1);
		await n8n.unpublish(workflowId);

		// "Sent" and "Blocked" come first; n8n appends the error output.
		const [failure] = execution ? itemsOf(execution, 'Send', 2) : [];
		const told = `${String(failure?.error)} ${JSON.stringify(failure?.details)}`;
		expect(told).toMatch(/key|token|credential|secret|password|sign/i);
		expect(told.length).toBeGreaterThan(60);
		expect(opened.sent()).toEqual([]);
		expect(JSON.stringify(execution)).not.toContain(CANARY);
		expect(n8n.log()).not.toContain(CANARY);
	});
});
