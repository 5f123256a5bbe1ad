import nock from 'nock';

import { isolateNodes } from '../../../engine/isolate-nodes';
import { runNode } from '../../../engine/run-node';

isolateNodes();

const CREDENTIAL = 'businessMessagingWhatsAppCloudApi';
const credentials = {
	[CREDENTIAL]: {
		...{ accessToken: 'invented-token', businessAccountId: '1' },
		baseUrl: 'https://graph.facebook.com',
	},
};
const GRAPH = 'https://graph.facebook.com';
const TEMPLATE = {
	...{ name: 'pedido', language: 'pt_BR', status: 'APPROVED', category: 'UTILITY', id: '9' },
	components: [{ type: 'BODY', text: 'Seu pedido está pronto.' }],
};
const people = ['+5511988880001', '+5511988880002', '+5511988880003'];

const send = (templateLanguage = TEMPLATE.language) =>
	runNode(
		{
			...{ provider: 'whatsappCloud', resource: 'message', operation: 'sendTemplate' },
			...{ from: '106540352242922', to: '={{ $json.phone }}' },
			templateName: { __rl: true, mode: 'id', value: TEMPLATE.name },
			templateLanguage,
		},
		people.map((phone) => ({ phone })),
		{ credentials, node: { onError: 'continueRegularOutput' } },
	);

describe('Message > Send Template', () => {
	let readings: number;
	/** Answers of the provider to the readings of the template; afterwards it answers well. */
	let failures: number[];
	beforeEach(() => {
		readings = 0;
		failures = [];
		nock(GRAPH)
			.persist()
			.get(/message_templates/)
			.reply(() => {
				readings += 1;
				const status = failures.shift();
				return status === undefined
					? [200, { data: [TEMPLATE] }]
					: [status, { error: { message: 'Invented', code: status === 429 ? 80007 : 2 } }];
			});
		nock(GRAPH)
			.persist()
			.post(/messages$/)
			.reply(200, { messages: [{ id: 'wamid.1' }] });
	});
	afterEach(() => nock.cleanAll());

	it('reads the template once for all items', async () => {
		const [sent = []] = await send();
		expect(sent.map(({ json }) => json['event'])).toEqual(['sent', 'sent', 'sent']);
		expect(readings).toBe(1);
	});

	it('reads it again when one reading fails, and sends to every customer', async () => {
		failures = [503];
		const [sent = []] = await send();
		expect(sent.map(({ json }) => json['event'])).toEqual(['sent', 'sent', 'sent']);
		expect(readings).toBe(2);
	});

	it.each(['pt-BR', 'pt_br', 'pt'])(
		'finds the template in the language typed as %s',
		async (typed) => {
			const [sent = []] = await send(typed);
			expect(sent.map(({ json }) => json['event'])).toEqual(['sent', 'sent', 'sent']);
		},
	);

	it('names the languages in which the template exists', async () => {
		const [sent = []] = await send('es');
		expect(JSON.stringify(sent[0]?.json)).toContain('does not exist in es. It exists in pt_BR.');
	});

	it('reports a template that cannot be read as a failed reading, not as a sent message', async () => {
		failures = Array<number>(20).fill(503);
		const [sent = []] = await send();
		for (const { json } of sent) {
			expect(json['error']).toEqual(expect.any(String));
			expect(JSON.stringify(json)).not.toMatch(/got the message/);
		}
	});
});
