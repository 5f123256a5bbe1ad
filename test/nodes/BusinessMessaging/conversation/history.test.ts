import type { INodeParameters } from 'n8n-workflow';

import { NOTICE_TEXTS } from '../../../../conversation/notice-texts';
import { startBotmakerEmulator } from '../../../emulators/botmaker/emulator';
import { isolateNodes, nodeStore } from '../../../engine/isolate-nodes';
import { runNode, type NodeOptions } from '../../../engine/run-node';
import { receive } from '../../../store/events';
import { wrote } from '../who-wrote/workflow';
import { act, beginAnew, CUSTOMER, keepTexts, stored, writes } from './hands';

isolateNodes();

const getHistory = (parameters: INodeParameters = {}, options: NodeOptions = {}) =>
	act('getHistory', parameters, options);
const send = (text: string) => act('send', { resource: 'message', text });
const lines = (text: unknown) =>
	String(text)
		.split('\n')
		.slice(1)
		.map((line) => line.replace(/^\d\d:\d\d /, ''));
const byName = (value: string) => ({ __rl: true, mode: 'id', value });

/** Lets the customer and the bot write, then an agent. */
async function talk(): Promise<void> {
	await keepTexts();
	await writes('Oi');
	await send('Olá, em que posso ajudar?');
	await act('assign', { agent: byName('bia'), agentName: 'Bia', notice: 'withName' });
	await send('Aqui é a Bia');
}

describe('Conversation > Get History', () => {
	beforeEach(() => beginAnew());

	it('gives one item for each message of both sides, with the names', async () => {
		await talk();
		const messages = await getHistory();
		expect(messages).toMatchObject([
			{ from: 'customer', name: 'Ana', type: 'text', text: 'Oi' },
			{ from: 'bot', text: 'Olá, em que posso ajudar?' },
			{ from: 'bot', text: expect.stringContaining('Bia') },
			{ from: 'agent', name: 'Bia', text: 'Aqui é a Bia' },
		]);
		expect(messages[0]).toHaveProperty('at');
		expect(await getHistory({ lastMessages: 1 })).toMatchObject([{ text: 'Aqui é a Bia' }]);
	});

	it("gives one item with the text, in the customer's language and beside the event", async () => {
		await talk();
		const [item] = await getHistory({ historyOutput: 'text' });
		expect(item).toMatchObject({ event: 'message', history: { messages: 4 } });
		expect(lines((item?.history as { text: string }).text)).toEqual([
			'Ana: Oi',
			'Bot: Olá, em que posso ajudar?',
			expect.stringContaining('Bot: '),
			'Bia: Aqui é a Bia',
		]);
	});

	it('begins after the last closing, if the user wants that', async () => {
		await talk();
		await act('close', { notice: 'none' });
		await writes('Oi de novo');
		expect(await getHistory({ since: 'closing' })).toMatchObject([{ text: 'Oi de novo' }]);
		expect(await getHistory()).toHaveLength(5);
	});

	it('says which option keeps texts, when there is none', async () => {
		const hints: string[] = [];
		expect(await getHistory({}, { hints })).toEqual([]);
		expect(hints.join()).toContain('Keep Texts For (Days)');
		const [item] = await getHistory({ historyOutput: 'text' });
		const reason = expect.stringContaining('Keep Texts For (Days)');
		expect(item?.history).toEqual({ text: '', messages: 0, reason });
	});

	it('rejects a number of messages below 1', async () => {
		await expect(getHistory({ lastMessages: 0 })).rejects.toThrow('"Last Messages" is less than 1');
	});
});

describe('Message to the Next', () => {
	beforeEach(() => beginAnew());

	it('holds the last messages, and does not count as the reason of the redirect', async () => {
		await talk();
		const parameters = { redirectTo: 'team', target: byName('Vendas'), notice: 'simple' };
		const next = { messageToNext: 'lastMessages', lastMessages: 2 };
		const [item] = await act('redirect', { ...parameters, ...next });
		expect(lines(item?.messageToNext)).toEqual([
			expect.stringContaining('Bot: '),
			'Bia: Aqui é a Bia',
		]);
		expect(item?.notice).toMatchObject({ text: NOTICE_TEXTS.waiting.pt });
		expect(JSON.stringify(await stored())).not.toContain('Aqui é a Bia');
	});

	it('holds the last messages for the agent to whom the conversation is transferred', async () => {
		await talk();
		const transfer = { assignment: 'transfer', transferTo: 'agent', agent: byName('caio') };
		const [item] = await act('assign', { ...transfer, messageToNext: 'lastMessages' });
		expect(lines(item?.messageToNext)).toContain('Ana: Oi');
	});

	it('holds the reason that the user writes', async () => {
		const reason = { messageToNext: 'reason', reason: 'Reclamação' };
		const [item] = await act('redirect', { redirectTo: 'team', ...reason });
		expect(item).toMatchObject({ messageToNext: 'Reclamação' });
	});

	it('reaches the one who takes over at the provider', async () => {
		const botmaker = await startBotmakerEmulator({ intents: [{ id: 'desk', name: 'Desk' }] });
		const business = { id: 'padaria-whatsapp-551140000001', phone: '+551140000001' };
		const event = wrote(CUSTOMER, { provider: 'botmaker', business });
		await keepTexts('botmaker');
		await receive(await nodeStore(), [event as never], { keepTextsDays: 30 });
		const given = { provider: 'botmaker', resource: 'conversation', operation: 'redirect' };
		const target = { redirectTo: 'helpDesk', target: byName('desk'), atProvider: true };
		const { accessToken } = botmaker.world.tokens;
		await runNode({ ...given, ...target, messageToNext: 'lastMessages' }, [event], {
			node: { typeVersion: 2 },
			credentials: { businessMessagingBotmakerApi: { accessToken, baseUrl: botmaker.baseUrl } },
		});
		await botmaker.close();
		expect(botmaker.messages.map(({ body }) => body)).toMatchObject([
			{ variables: { handoverReason: expect.stringContaining('Cliente: Oi') } },
		]);
	});

	it('stays empty when no texts are kept, and says how to keep them', async () => {
		const hints: string[] = [];
		const [item] = await act('redirect', { messageToNext: 'lastMessages' }, { hints });
		expect(item).toMatchObject({ messageToNext: '', conversation: { handler: 'waiting' } });
		expect(hints.join()).toContain('Keep Texts For (Days)');
	});
});
