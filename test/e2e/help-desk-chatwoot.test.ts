import { randomInt } from 'node:crypto';

import { eventually } from './harness/eventually';
import { publishExample } from './harness/published-example';
import { sharedN8n } from './harness/shared-n8n';
import { chatPage, type ChatPage } from './harness/simulated-phone';
import {
	CHATWOOT_INBOX,
	CHATWOOT_TOKEN,
	startStandInChatwoot,
	type StandInChatwoot,
} from './harness/stand-in-chatwoot';

// Proves in a real n8n that the example connects customers with the agents of Chatwoot, against a stand-in that behaves
// as Chatwoot documents its API. That the real Chatwoot behaves so, it does not.

const HOUR_MS = 3_600_000;
const WAITING = { text: expect.stringContaining('aguarde um momento') };

describe('example: help desk in Chatwoot', () => {
	let chatwoot: StandInChatwoot;
	let chat: ChatPage;

	beforeAll(async () => {
		chatwoot = await startStandInChatwoot();
		const header = { name: 'api_access_token', value: CHATWOOT_TOKEN };
		const httpHeaderAuth = await sharedN8n().createCredential('Chatwoot', 'httpHeaderAuth', header);
		const example = await publishExample('help-desk-chatwoot', {
			credentials: { httpHeaderAuth },
			replaced: {
				'https://chatwoot.example.com': chatwoot.baseUrl,
				'INBOX-IDENTIFIER': CHATWOOT_INBOX,
				'"largestSize":40': '"largestSize":1',
			},
		});
		chatwoot.setWebhook(example.addressOf('Chatwoot reports'));
		chat = chatPage(example.url);
	});
	afterEach(() => chat.moveClockBy(0));
	afterAll(() => chatwoot?.close());

	const newCustomer = (name: string) => {
		const id = `+55119${randomInt(60_000_000, 100_000_000)}`;
		const phone = chat.customer({ id, name });
		const conversations = () =>
			[...chatwoot.conversations].filter(([, { sourceId }]) => sourceId === id);
		return {
			...phone,
			/** Waits until Chatwoot has these texts, each conversation in a list of its own. */
			wroteToChatwoot: async (...texts: string[][]) => {
				await eventually(() => {
					const written = conversations().map(([, { messages }]) =>
						messages.filter(({ type }) => type === 'incoming').map(({ content }) => content),
					);
					expect(written).toEqual(texts);
				});
				const [number = 0, conversation] = conversations().at(-1) ?? [];
				return { number, messages: conversation?.messages ?? [] };
			},
			asksForAgent: async () => {
				await phone.says('quero falar com um atendente');
				expect(await phone.hears()).toMatchObject(WAITING);
			},
		};
	};

	it('opens a conversation when the customer asks for a person, and adds the next messages to it', async () => {
		const marta = newCustomer('Marta');
		await marta.says('oi');
		expect(await marta.hears()).toMatchObject({ text: expect.stringContaining('atendente') });
		await marta.asksForAgent();
		await marta.says('meu bolo veio "errado"');
		await marta.wroteToChatwoot(['quero falar com um atendente', 'meu bolo veio "errado"']);
		await marta.hearsNothing();
	});

	it('brings answers to the customer to whom they belong, and nothing that the workflow wrote itself', async () => {
		const [marta, rui] = [newCustomer('Marta'), newCustomer('Rui')];
		await Promise.all([marta.asksForAgent(), rui.asksForAgent()]);
		const ofMarta = await marta.wroteToChatwoot(['quero falar com um atendente']);
		const ofRui = await rui.wroteToChatwoot(['quero falar com um atendente']);
		expect(ofMarta.number).not.toBe(ofRui.number);
		await chatwoot.agentAnswers(ofMarta.number, 'Oi Marta, aqui é a Luana.');
		await chatwoot.agentAnswers(ofRui.number, 'Oi Rui, aqui é a Luana.');
		expect(await marta.hears()).toMatchObject({ text: 'Oi Marta, aqui é a Luana.' });
		expect(await rui.hears()).toMatchObject({ text: 'Oi Rui, aqui é a Luana.' });
		await marta.hearsNothing();
		await rui.hearsNothing();
		await marta.wroteToChatwoot(['quero falar com um atendente']);
	});

	it('writes the reason into a private note when the window is closed, and sends the template of the agent', async () => {
		const marta = newCustomer('Marta');
		await marta.asksForAgent();
		const { number } = await marta.wroteToChatwoot(['quero falar com um atendente']);
		await chat.moveClockBy(25 * HOUR_MS);
		await chatwoot.agentAnswers(number, 'Seu bolo chegou?');
		await eventually(() =>
			expect(chatwoot.notesOf(number)).toEqual([expect.stringMatching(/Not sent: .*24/s)]),
		);
		await marta.hearsNothing();
		await chatwoot.agentAnswers(number, '/template order_ready Marta; A-77; 18h; A-77');
		expect(await marta.hears()).toMatchObject({ type: 'template', name: 'order_ready' });
	});

	it('gives the conversation back to the bot when the agent closes it, and opens another one later', async () => {
		const marta = newCustomer('Marta');
		await marta.asksForAgent();
		const { number } = await marta.wroteToChatwoot(['quero falar com um atendente']);
		await chatwoot.agentResolves(number);
		expect(await marta.hears()).toMatchObject({ text: expect.stringContaining('encerrado') });
		await chatwoot.agentAnswers(number, 'Ainda está aí?');
		await eventually(() =>
			expect(chatwoot.notesOf(number)).toEqual([expect.stringContaining('with the bot again')]),
		);
		await marta.says('oi');
		expect(await marta.hears()).toMatchObject({ text: expect.stringContaining('Padaria Sol') });
		await marta.asksForAgent();
		await marta.wroteToChatwoot(['quero falar com um atendente'], ['quero falar com um atendente']);
	});

	it('passes files on in both directions, and says why a file over the limit is missing', async () => {
		const marta = newCustomer('Marta');
		await marta.asksForAgent();
		await marta.wroteToChatwoot(['quero falar com um atendente']);
		const picture = (text: string, content: Buffer) => ({
			type: 'message',
			message: {
				...{ type: 'image', text },
				media: {
					content: `data:image/png;base64,${content.toString('base64')}`,
					fileName: 'bolo.png',
				},
			},
		});
		await marta.posts(picture('o bolo', Buffer.from('a picture')));
		await marta.wroteToChatwoot(['quero falar com um atendente', 'o bolo']);
		await marta.posts(picture('outra', Buffer.alloc(1_200_000)));
		const { number, messages } = await marta.wroteToChatwoot([
			'quero falar com um atendente',
			'o bolo',
			expect.stringMatching(/^outra\n\n\[The file was not passed on: .*1 MB/s) as unknown as string,
		]);
		expect(messages.map(({ file }) => file?.toString())).toEqual([
			undefined,
			'a picture',
			undefined,
		]);
		await chatwoot.agentAnswers(number, 'Aqui está a nota.', 'https://files.example/nota.pdf');
		expect(await marta.hears()).toMatchObject({ text: 'Aqui está a nota.' });
		expect(await marta.hears()).toMatchObject({
			type: 'document',
			media: { url: 'https://files.example/nota.pdf' },
		});
	});
});
