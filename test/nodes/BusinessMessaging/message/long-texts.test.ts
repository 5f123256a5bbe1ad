import type { IDataObject, INode } from 'n8n-workflow';
import nock from 'nock';

import { isolateNodes, nodeStore } from '../../../engine/isolate-nodes';
import { NO_OPERATION, PACKAGE } from '../../../engine/package-nodes';
import { runWorkflow, type FinishedRun } from '../../../engine/run-workflow';
import { message, receive } from '../../../store/events';

isolateNodes();

const NUMBER = '106540352242922';
const CREDENTIAL = 'businessMessagingWhatsAppCloudApi';
const credentials = {
	[CREDENTIAL]: {
		accessToken: 'invented-token',
		businessAccountId: '1',
		baseUrl: 'https://graph.facebook.com',
	},
};
const AT = { position: [0, 0] as [number, number] };

/** Returns a paragraph of about 2,000 characters that begins with its name. */
const paragraph = (name: string) => `${name} ${'palavra '.repeat(245)}fim.`;
const THREE_PARTS = ['Um', 'Dois', 'Três', 'Quatro', 'Cinco'].map(paragraph).join('\n\n');

describe('Message > Send with a long text', () => {
	/** First words of the texts that were requested. */
	let requested: string[];
	/** A text with this first word is refused. */
	let refusedWord: string;
	let phone = '';
	let tests = 0;

	beforeEach(async () => {
		tests += 1;
		phone = `+55119777${String(tests).padStart(5, '0')}`;
		requested = [];
		refusedWord = '';
		const now = new Date();
		const wrote = message(`hello-${phone}`, 'Oi', {
			...{ provider: 'whatsappCloud', business: { id: NUMBER }, contact: { id: phone, phone } },
			timestamp: now.toISOString(),
		});
		await receive(await nodeStore(), [wrote], { now });
		nock('https://graph.facebook.com')
			.persist()
			.post(/messages$/)
			.reply((_uri, body) => {
				const { text } = body as { text?: { body: string } };
				const [word = ''] = (text?.body ?? 'template').split(' ');
				requested.push(word);
				if (word === refusedWord)
					return [400, { error: { code: 131026, message: 'Undeliverable' } }];
				return [200, { messages: [{ id: `wamid.${phone}.${requested.length}` }] }];
			});
	});
	afterEach(() => nock.cleanAll());

	async function send(
		{ text = THREE_PARTS, options = {} }: { text?: string; options?: IDataObject },
		{ typeVersion = 2, retryOf }: { typeVersion?: number; retryOf?: FinishedRun } = {},
	) {
		const customer = typeVersion < 2 ? {} : { customer: 'anotherCustomer' };
		return await runWorkflow(
			{
				nodes: [
					{ ...AT, typeVersion: 1, id: 'items', name: 'Items', type: NO_OPERATION, parameters: {} },
					{
						...{
							...AT,
							typeVersion,
							id: 'send',
							name: 'Send',
							type: `${PACKAGE}businessMessaging`,
						},
						credentials: { [CREDENTIAL]: { id: CREDENTIAL, name: CREDENTIAL } },
						parameters: {
							...{ provider: 'whatsappCloud', resource: 'message', operation: 'send' },
							...{ ...customer, to: phone, text: '={{ $json.text }}', options },
							from: typeVersion < 2 ? NUMBER : { __rl: true, mode: 'id', value: NUMBER },
						},
					} as INode,
				],
				connections: { Items: { main: [[{ node: 'Send', type: 'main', index: 0 }]] } },
				settings: { executionOrder: 'v1' },
				pinData: { Items: [{ json: { text } }] },
			},
			{ credentials, ...(retryOf && { retryOf, executionId: `retry-${Math.random()}` }) },
		);
	}
	const itemsOf = (run: FinishedRun, output = 0) =>
		(run.outputs('Send')[output] ?? []).map(({ json }) => json);

	it('goes out in parts, in order, and leaves as one item with all of them', async () => {
		const [item] = itemsOf(await send({ options: { replyTo: 'wamid.quoted' } }));
		expect(requested).toEqual(['Um', 'Três', 'Cinco']);
		expect(item).toMatchObject({
			id: `wamid.${phone}.1`,
			message: {
				text: THREE_PARTS,
				parts: [1, 2, 3].map((part) => ({ id: `wamid.${phone}.${part}`, type: 'text' })),
			},
		});
	});

	it('leaves on Blocked as a whole in version 1 and where the user chooses it', async () => {
		const version1 = await send({}, { typeVersion: 1 });
		const chosen = await send({ options: { longTexts: 'block' } });
		for (const run of [version1, chosen]) {
			expect(itemsOf(run, 1)).toMatchObject([{ blocked: { code: 'textTooLong' } }]);
		}
		expect(requested).toEqual([]);
	});

	it('goes out in parts in version 1 where the user chooses it', async () => {
		await send({ options: { longTexts: 'split' } }, { typeVersion: 1 });
		expect(requested).toEqual(['Um', 'Três', 'Cinco']);
	});

	it('leaves on Blocked when it has more than ten parts', async () => {
		const run = await send({
			text: Array.from({ length: 25 }, () => paragraph('Um')).join('\n\n'),
		});
		expect(itemsOf(run, 1)).toMatchObject([{ blocked: { code: 'textTooLong' } }]);
		expect(requested).toEqual([]);
	});

	it('stops at a refused part and says how many went out, and a retry sends only the others', async () => {
		refusedWord = 'Três';
		const run = await send({});
		expect(run.error).toMatchObject({
			description: expect.stringContaining('1 of 3 parts of the text were sent') as string,
		});
		expect(requested).toEqual(['Um', 'Três']);
		refusedWord = '';
		const retry = await send({}, { retryOf: run });
		expect(requested).toEqual(['Um', 'Três', 'Três', 'Cinco']);
		expect(itemsOf(retry)).toMatchObject([{ message: { text: THREE_PARTS } }]);
	});

	it('counts once in a campaign, with all of its parts', async () => {
		const options = { campaign: `Natal ${phone}` };
		await send({ options });
		expect(requested).toEqual(['Um', 'Três', 'Cinco']);
		expect(itemsOf(await send({ options }), 1)).toMatchObject([
			{ blocked: { code: 'alreadySentInCampaign' } },
		]);
		expect(requested).toHaveLength(3);
	});

	it('goes out once under an idempotency key, with all of its parts', async () => {
		const options = { idempotencyKey: `key ${phone}` };
		await send({ options });
		await send({ options });
		expect(requested).toEqual(['Um', 'Três', 'Cinco']);
	});

	it('loses its Markdown before it is measured', async () => {
		const text = `## Um\n\n**Dois** [site](https://x.example)`;
		const [item] = itemsOf(await send({ text, options: { textFormat: 'markdown' } }));
		expect(item).toMatchObject({ message: { text: '*Um*\n\n*Dois* site: https://x.example' } });
		const [typed] = itemsOf(await send({ text }));
		expect(typed).toMatchObject({ message: { text } });
	});
});
