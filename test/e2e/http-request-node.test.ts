import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { eventually } from './harness/eventually';
import { sharedN8n } from './harness/shared-n8n';

// Proves that every credential type of this package works in n8n's own HTTP Request node. Its key goes to the server of
// the account, and to no other server.

const KEY = 'canary-key';

interface Credential {
	type: string;
	data: (baseUrl: string) => Record<string, unknown>;
	/** The secret as it must arrive. */
	proof: RegExp;
}

const bot = Buffer.from('acmerouter:canary-key').toString('base64');
const CREDENTIALS: readonly Credential[] = [
	{
		type: 'WhatsAppCloud',
		data: (baseUrl) => ({ accessToken: KEY, businessAccountId: '1', baseUrl }),
		proof: /Bearer canary-key/,
	},
	{ type: 'Infobip', data: (baseUrl) => ({ apiKey: KEY, baseUrl }), proof: /App canary-key/ },
	{
		type: 'Blip',
		data: (baseUrl) => ({ apiKey: bot, botId: 'acmerouter', baseUrl }),
		proof: new RegExp(`Key ${bot}`),
	},
	{
		type: 'ChatArchitect',
		data: (baseUrl) => ({ appId: 'app', appSecret: KEY, baseUrl }),
		proof: new RegExp(`Basic ${Buffer.from(`app:${KEY}`).toString('base64')}`),
	},
	{
		type: 'Botmaker',
		data: (baseUrl) => ({
			...{ accessToken: KEY, refreshToken: 'r', clientId: 'c', clientSecret: 's' },
			baseUrl,
		}),
		proof: /canary-key/,
	},
	{
		type: 'Usedesk',
		data: (baseUrl) => ({ apiToken: KEY, server: 'own', baseUrl }),
		proof: /api_token=canary-key/,
	},
];

/** Starts a server that records the address and the headers of each request. */
async function recorder(): Promise<{ server: Server; baseUrl: string; seen: string[] }> {
	const seen: string[] = [];
	const server = createServer((request: IncomingMessage, response) => {
		seen.push(`${request.url} ${JSON.stringify(request.headers)}`);
		response.setHeader('content-type', 'application/json').end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { server, baseUrl: `http://127.0.0.1:${port}`, seen };
}

describe("credentials in n8n's HTTP Request node", () => {
	const n8n = sharedN8n();
	let own: Awaited<ReturnType<typeof recorder>>;
	let foreign: Awaited<ReturnType<typeof recorder>>;
	beforeAll(async () => {
		own = await recorder();
		foreign = await recorder();
	});
	afterAll(() => {
		for (const { server } of [own, foreign]) server.close();
	});

	it.each(CREDENTIALS)(
		"$type signs what goes to its account's server, and nothing else",
		async (given) => {
			const type = `businessMessaging${given.type}Api`;
			const id = await n8n.createCredential(given.type, type, given.data(own.baseUrl));
			const hook = randomUUID();
			const ask = (name: string, baseUrl: string, x: number) => ({
				...{ id: randomUUID(), name, type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2 },
				position: [x, 0],
				parameters: {
					url: `${baseUrl}/${given.type}`,
					authentication: 'predefinedCredentialType',
					nodeCredentialType: type,
					options: {},
				},
				credentials: { [type]: { id, name: given.type } },
			});
			const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
			const workflowId = await n8n.importWorkflow({
				name: `HTTP Request ${given.type}`,
				nodes: [
					{
						...{ id: randomUUID(), name: 'Start', type: 'n8n-nodes-base.webhook', typeVersion: 2 },
						...{ position: [0, 0], webhookId: hook, parameters: { path: hook, options: {} } },
					},
					ask('Own', own.baseUrl, 200),
					ask('Foreign', foreign.baseUrl, 400),
				],
				connections: { Start: to('Own'), Own: to('Foreign') },
				settings: { executionOrder: 'v1' },
			});
			await n8n.publish(workflowId);
			await fetch(`${n8n.baseUrl}/webhook/${hook}`);
			const of = (seen: string[]) => seen.filter((line) => line.startsWith(`/${given.type}`));
			await eventually(() => expect(of(foreign.seen)).toHaveLength(1));
			await n8n.unpublish(workflowId);
			expect(of(own.seen)).toEqual([expect.stringMatching(given.proof)]);
			expect(of(foreign.seen).join()).not.toMatch(given.proof);
			expect(of(foreign.seen).join()).not.toContain('canary');
		},
	);
});
