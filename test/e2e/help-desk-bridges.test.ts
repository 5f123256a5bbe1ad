import { randomInt } from 'node:crypto';

import { NOTICE_TEXTS } from '../../conversation/notice-texts';
import { eventually } from './harness/eventually';
import type { RunningN8n } from './harness/running-n8n';
import { sharedN8n } from './harness/shared-n8n';
import { chatPage, type ChatPage, type SimulatedPhone } from './harness/simulated-phone';
import { startStandInChatwoot, type StandInChatwoot } from './harness/stand-in-chatwoot';
import { publishSystem, type PublishedSystem } from './harness/system-to-replace';

// Proves in a real n8n that a help desk without a node of its own is bridged by HTTP Request, here Chatwoot: messages
// into the ticket, answers to the customer by the rules of the window, the end, and no loop. That the real Chatwoot
// behaves like the stand-in, it does not.

const TOKEN = 'chatwoot-access-token';
const DAY_MS = 86_400_000;

describe('Chatwoot by HTTP Request', () => {
	let n8n: RunningN8n;
	let chatwoot: StandInChatwoot;
	let system: PublishedSystem;
	let page: ChatPage;

	beforeAll(async () => {
		n8n = sharedN8n();
		chatwoot = await startStandInChatwoot(TOKEN);
		const credential = { name: 'api_access_token', value: TOKEN };
		system = await publishSystem(n8n, 'help-desk-bridges', {
			credentials: {
				Chatwoot: await n8n.createCredential('Chatwoot', 'httpHeaderAuth', credential),
			},
			replaced: { 'https://chatwoot.example': chatwoot.baseUrl },
		});
		const { url = '', webhook } = system['chatwoot'] ?? {};
		page = chatPage(url);
		chatwoot.setWebhook(webhook?.('chatwoot') ?? '');
	});
	afterAll(async () => {
		for (const { id } of Object.values(system ?? {})) await n8n.unpublish(id);
		await chatwoot?.close();
	});

	/** Returns a customer who has asked for a person, and the conversation. */
	const inConversation = async (): Promise<{ id: string; phone: SimulatedPhone; chat: number }> => {
		const id = `+55119${randomInt(60_000_000, 100_000_000)}`;
		const phone = page.customer({ id, name: 'Ana' });
		await phone.says('quero um atendente');
		expect(await phone.hears()).toMatchObject({ text: NOTICE_TEXTS.waiting.pt });
		await eventually(() => expect(chatwoot.conversationsOf(id)).toHaveLength(1));
		return { id, phone, chat: chatwoot.conversationsOf(id)[0] ?? 0 };
	};
	const contentsOf = (chat: number) => chatwoot.messagesOf(chat).map(({ content }) => content);

	it('carries messages and answers both ways, keeps two customers apart, and answers nothing itself', async () => {
		const [ana, rui] = [await inConversation(), await inConversation()];
		await ana.phone.says('meu bolo veio "errado"');
		await rui.phone.says('cadê o pão?');
		await eventually(() => expect(contentsOf(rui.chat).at(-1)).toBe('cadê o pão?'));
		await chatwoot.agentAnswers(rui.chat, 'Está a caminho.');
		await chatwoot.agentAnswers(ana.chat, 'Sinto muito.');
		expect(await ana.phone.hears()).toMatchObject({ text: 'Sinto muito.' });
		expect(await rui.phone.hears()).toMatchObject({ text: 'Está a caminho.' });
		await ana.phone.hearsNothing();
		expect(contentsOf(ana.chat)).toEqual([
			'quero um atendente',
			'meu bolo veio "errado"',
			'Sinto muito.',
		]);
	});

	it('hands back to the bot when the agent resolves, and begins another conversation later', async () => {
		const { id, phone, chat } = await inConversation();
		await chatwoot.agentResolves(chat);
		expect(await phone.hears()).toMatchObject({ text: NOTICE_TEXTS.closing.pt });
		await chatwoot.agentAnswers(chat, 'ainda aí?');
		await phone.says('oi');
		expect(await phone.hears()).toMatchObject({ text: expect.stringContaining('atendente') });
		await phone.says('atendente');
		expect(await phone.hears()).toMatchObject({ text: NOTICE_TEXTS.waiting.pt });
		await eventually(() => expect(chatwoot.conversationsOf(id)).toHaveLength(2));
	});

	it('notes after 24 hours that only a template may be sent, and sends the one that the agent chooses', async () => {
		const { phone, chat } = await inConversation();
		await page.moveClockBy(DAY_MS + 60_000);
		await chatwoot.agentAnswers(chat, 'Ainda precisa de ajuda?');
		await eventually(() =>
			expect(chatwoot.messagesOf(chat).at(-1)).toMatchObject({
				...{ private: true, content: expect.stringMatching(/24 hours|window/i) },
			}),
		);
		await chatwoot.agentAnswers(chat, '/modelo we_missed_you Ana');
		expect(await phone.hears()).toMatchObject({ type: 'template' });
		expect(chatwoot.messagesOf(chat).filter((message) => message.private)).toHaveLength(1);
	});
});
