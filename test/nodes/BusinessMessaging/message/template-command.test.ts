import nock from 'nock';

import { isolateNodes } from '../../../engine/isolate-nodes';
import { runNode } from '../../../engine/run-node';

isolateNodes();

const GRAPH = 'https://graph.facebook.com';
const ANA = '+5511988880001';
const NUMBER = '106540352242922';
const credentials = {
	businessMessagingWhatsAppCloudApi: {
		...{ accessToken: 'invented-token', businessAccountId: '1', baseUrl: GRAPH },
	},
};
const TEMPLATE = {
	...{ name: 'pedido_pronto', language: 'pt_BR', status: 'APPROVED', category: 'UTILITY', id: '9' },
	components: [{ type: 'BODY', text: 'Olá {{1}}, o pedido {{2}} está pronto.' }],
};

describe('Message > Send with a template command', () => {
	let sent: unknown[];
	beforeEach(() => {
		sent = [];
		nock(GRAPH)
			.persist()
			.get(/message_templates/)
			.reply(200, { data: [TEMPLATE] });
		nock(GRAPH)
			.persist()
			.post(/messages$/, (body) => sent.push(body) > 0)
			.reply(200, { messages: [{ id: 'wamid.1' }] });
	});
	afterEach(() => nock.cleanAll());

	const send = async (text: string, templateCommand: object = COMMAND) => {
		const outputs = await runNode(
			{
				...{ provider: 'whatsappCloud', resource: 'message', operation: 'send' },
				...{ from: NUMBER, to: ANA, text, options: { templateCommand } as never },
			},
			[{}],
			{ credentials },
		);
		return outputs.map((items) => items.map(({ json }) => json));
	};
	const COMMAND = { command: { word: '/modelo', language: 'pt_BR' } };

	it('sends the template with the values of the text, although the window is closed', async () => {
		const [[item] = []] = await send('/modelo pedido_pronto Ana; A-1');
		expect(item?.message).toMatchObject({ text: 'Olá Ana, o pedido A-1 está pronto.' });
		expect(sent).toMatchObject([
			{
				type: 'template',
				template: {
					name: 'pedido_pronto',
					components: [{ parameters: [{ text: 'Ana' }, { text: 'A-1' }] }],
				},
			},
		]);
	});

	it('sends any other text, and every text without the option, as it is', async () => {
		await send('/modelos é outra palavra');
		await send('/modelo pedido_pronto Ana; A-1', {});
		expect(sent).toMatchObject([{ type: 'text' }, { type: 'text' }]);
	});

	it.each([
		['/modelo', 'The text names no template'],
		['/modelo pedido_pronto Ana', 'The template needs a value for'],
		['/modelo pedido_pronto Ana; A-1; hoje', 'The text has 3 values for 2 variables'],
		['/modelo pedido', 'The template does not exist in this language'],
	])('says what is wrong with %j, and sends nothing', async (text, words) => {
		await expect(send(text)).rejects.toThrow(words);
		expect(sent).toEqual([]);
	});
});
