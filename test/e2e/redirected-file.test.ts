import { randomUUID } from 'node:crypto';

import { startFileServer, type FileServer } from '../nodes/ports/file-servers';
import { CREDENTIAL_TYPE } from './harness/whatsapp-workflow';
import { sharedN8n } from './harness/shared-n8n';

// Proves in a real n8n that Download Media follows the redirect of a file without the key. The rules are proved in
// test/nodes/ports/key-and-redirects.test.ts and test/nodes/ports/file-download.test.ts.

describe('Download Media', () => {
	const n8n = sharedN8n();
	let provider: FileServer;
	let stranger: FileServer;
	beforeAll(async () => {
		stranger = await startFileServer((_request, response) =>
			response.setHeader('content-type', 'text/plain').end('the file'),
		);
		provider = await startFileServer((_request, response) =>
			response.writeHead(302, { location: `${stranger.url}/moved` }).end(),
		);
	});
	afterAll(() => {
		provider.close();
		stranger.close();
	});

	it('gets a file from where the provider points to, and shows the key to the provider only', async () => {
		const credential = { accessToken: 'canary', businessAccountId: '1', baseUrl: provider.url };
		const id = await n8n.createCredential('Moved file', CREDENTIAL_TYPE, credential);
		const hook = randomUUID();
		const workflowId = await n8n.importWorkflow({
			name: 'Moved file',
			nodes: [
				{
					...{ id: randomUUID(), name: 'Start', type: 'n8n-nodes-base.webhook', typeVersion: 2 },
					...{ position: [0, 0], webhookId: hook },
					parameters: {
						...{ path: hook, responseMode: 'lastNode', responseData: 'firstEntryBinary' },
						...{ responseBinaryPropertyName: 'data', options: {} },
					},
				},
				{
					...{ id: randomUUID(), name: 'Download', typeVersion: 1, position: [200, 0] },
					type: 'n8n-nodes-business-messaging.businessMessaging',
					parameters: {
						...{ provider: 'whatsappCloud', resource: 'message', operation: 'downloadMedia' },
						from: { __rl: true, mode: 'id', value: '106540352242922' },
						...{ mediaId: '', mediaUrl: `${provider.url}/file` },
					},
					credentials: { [CREDENTIAL_TYPE]: { id, name: 'Moved file' } },
				},
			],
			connections: { Start: { main: [[{ node: 'Download', type: 'main', index: 0 }]] } },
			settings: { executionOrder: 'v1' },
		});
		await n8n.publish(workflowId);
		const answer = await fetch(`${n8n.baseUrl}/webhook/${hook}`);
		expect(await answer.text()).toBe('the file');
		await n8n.unpublish(workflowId);
		expect(provider.requests.map(({ headers }) => headers.authorization)).toEqual([
			'Bearer canary',
		]);
		expect(stranger.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
	});
});
