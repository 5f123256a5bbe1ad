import { randomUUID } from 'node:crypto';
import axios from 'axios';

import { startBotmakerEmulator, type BotmakerEmulator } from '../emulators/botmaker/emulator';
import { sharedN8n } from './harness/shared-n8n';

// Proves in a real n8n that Botmaker's tokens are renewed once when many sends find the access token expired. n8n keeps
// both new tokens: a second renewal is only possible with the refresh token of the first.

const CREDENTIAL = 'businessMessagingBotmakerApi';
const PEOPLE = Array.from({ length: 20 }, (_, index) => ({
	to: `+55119888800${String(index).padStart(2, '0')}`,
}));

let emulator: BotmakerEmulator | undefined;
afterEach(async () => {
	await emulator?.close();
	emulator = undefined;
});

function workflowTo(opened: BotmakerEmulator, credentialId: string, path: string) {
	const [channelId] = opened.world.channels.keys();
	return {
		name: 'Botmaker tokens',
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
				name: 'One for each',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				position: [200, 0],
				parameters: { fieldToSplitOut: 'body.people', options: {} },
			},
			{
				id: randomUUID(),
				name: 'Send',
				type: 'n8n-nodes-business-messaging.businessMessaging',
				typeVersion: 1,
				position: [400, 0],
				parameters: {
					provider: 'botmaker',
					resource: 'message',
					operation: 'send',
					channel: 'whatsapp',
					from: { __rl: true, mode: 'id', value: channelId },
					to: "={{ $json['body.people']?.to ?? $json.to }}",
					text: 'Olá',
				},
				credentials: { [CREDENTIAL]: { id: credentialId, name: 'Botmaker' } },
			},
		],
		connections: {
			Webhook: { main: [[{ node: 'One for each', type: 'main', index: 0 }]] },
			'One for each': { main: [[{ node: 'Send', type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
}

describe('Botmaker in n8n: expired tokens', () => {
	it('many sends at once renew the tokens once, and both new tokens are stored', async () => {
		const n8n = sharedN8n();
		const opened = (emulator = await startBotmakerEmulator({ rateLimits: false }));
		const { accessToken, refreshToken } = opened.world.tokens;
		const credentialId = await n8n.createCredential('Botmaker', CREDENTIAL, {
			accessToken,
			refreshToken,
			clientId: opened.world.clientId,
			clientSecret: opened.world.secretId,
			baseUrl: opened.baseUrl,
		});
		const path = randomUUID();
		const workflowId = await n8n.importWorkflow(workflowTo(opened, credentialId, path));
		await n8n.publish(workflowId);
		const sendToAll = () =>
			axios.post(`${n8n.baseUrl}/webhook/${path}`, { people: PEOPLE }, { timeout: 60_000 });

		opened.expireAccessToken();
		await sendToAll();
		expect(opened.messages).toHaveLength(PEOPLE.length);
		expect(opened.world.refreshes).toBe(1);

		opened.expireAccessToken();
		await sendToAll();
		expect(opened.messages).toHaveLength(2 * PEOPLE.length);
		expect(opened.world.refreshes).toBe(2);
		expect(opened.world.refusedRefreshes).toBe(0);

		const executions = await n8n.waitForExecutions(workflowId, 2);
		for (const token of [refreshToken, opened.world.tokens.accessToken]) {
			expect(JSON.stringify(executions)).not.toContain(token);
			expect(n8n.log()).not.toContain(token);
		}
		await n8n.unpublish(workflowId);
	});
});
