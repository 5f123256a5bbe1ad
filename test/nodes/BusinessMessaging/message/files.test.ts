import nock from 'nock';

import { isolateNodes, nodeStore } from '../../../engine/isolate-nodes';
import { runNode } from '../../../engine/run-node';
import { message, receive } from '../../../store/events';

isolateNodes();

const NUMBER = '106540352242922';
const PHONE = '+5511988880001';
const credentials = {
	businessMessagingWhatsAppCloudApi: {
		...{ accessToken: 'invented-token', businessAccountId: '1' },
		baseUrl: 'https://graph.facebook.com',
	},
};

describe('Message > Send with a file of any kind', () => {
	let bodies: Array<Record<string, unknown>>;
	beforeEach(async () => {
		bodies = [];
		const now = new Date();
		const wrote = message('hello', 'Oi', {
			...{
				provider: 'whatsappCloud',
				business: { id: NUMBER },
				contact: { id: PHONE, phone: PHONE },
			},
			timestamp: now.toISOString(),
		});
		await receive(await nodeStore(), [wrote], { now });
		nock('https://graph.facebook.com')
			.persist()
			.post(/messages$/)
			.reply((_uri, body) => {
				bodies.push(body as Record<string, unknown>);
				return [200, { messages: [{ id: `wamid.${bodies.length}` }] }];
			});
	});
	afterEach(() => nock.cleanAll());

	const send = (parameters: Record<string, string>) =>
		runNode(
			{
				...{ provider: 'whatsappCloud', resource: 'message', operation: 'send' },
				...{ from: NUMBER, to: PHONE, messageType: 'file', mediaSource: 'url' },
				...parameters,
			},
			[{}],
			{ credentials },
		);

	it.each([
		['https://loja.example/foto.jpg', { type: 'image' }],
		['https://loja.example/video.mp4', { type: 'video' }],
		['https://loja.example/voz.ogg', { type: 'audio' }],
		['https://loja.example/animado.gif', { type: 'document' }],
		[
			'https://loja.example/NF-123.pdf?x=1',
			{ type: 'document', document: { filename: 'NF-123.pdf' } },
		],
	])('the file at %s goes out as %j', async (mediaUrl, body) => {
		await send({ mediaUrl });
		expect(bodies).toMatchObject([body]);
	});

	it('the name that the user gives has the extension of the file', async () => {
		await send({ mediaUrl: 'https://loja.example/NF-123.pdf', fileName: 'Orçamento' });
		expect(bodies).toMatchObject([{ document: { filename: 'Orçamento.pdf' } }]);
	});
});
