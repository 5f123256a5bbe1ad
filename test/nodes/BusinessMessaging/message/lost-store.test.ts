import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import nock from 'nock';

import { isolateNodes, nodeStore } from '../../../engine/isolate-nodes';
import { runNode } from '../../../engine/run-node';

isolateNodes();

const CREDENTIAL = 'businessMessagingWhatsAppCloudApi';
const GRAPH = 'https://graph.facebook.com';
const credentials = {
	[CREDENTIAL]: { accessToken: 'invented-token', businessAccountId: '1', baseUrl: GRAPH },
};
const ANA = '+5511988880001';

const folder = () => join(process.env['N8N_USER_FOLDER'] ?? '', '.n8n', 'business-messaging');

describe('Message > Send, when the conversation store was deleted', () => {
	let requests = 0;
	beforeEach(() => {
		nock(GRAPH)
			.persist()
			.post(/messages$/)
			.reply(() => {
				requests += 1;
				return [200, { messages: [{ id: `wamid.${requests}` }] }];
			});
	});
	afterEach(() => {
		nock.cleanAll();
		rmSync(folder(), { recursive: true, force: true });
	});

	const send = () =>
		runNode(
			{
				...{ provider: 'whatsappCloud', resource: 'message', operation: 'send', text: 'Oi' },
				...{ from: '106540352242922', to: ANA },
			},
			[{}],
			{ credentials, node: { onError: 'continueRegularOutput' } },
		);

	it('sends nothing, because the opt-outs are lost, and gives a remedy', async () => {
		await nodeStore();
		await send();
		expect(requests).toBe(1);
		for (const file of readdirSync(folder())) {
			if (file.startsWith('conversations.sqlite')) rmSync(join(folder(), file));
		}
		// The first send finds the store lost, later ones would open an empty one in its place.
		for (const _ of [1, 2]) {
			const [[item] = []] = await send();
			expect(item?.json).toMatchObject({ error: expect.stringMatching(/conversation store/i) });
			expect(requests).toBe(1);
		}
	});
});
