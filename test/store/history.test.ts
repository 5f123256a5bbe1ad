import type { Store } from '../../store/contracts/store';
import type { ListenerToPut } from '../../store/contracts/listeners';
import { ENGINES } from './engines';
import { ANA, ENDS, endsWith, message, minute, receive, status } from './events';

const ACCOUNT = 'account:trigger-1';
const DAYS = 30;
const at = (minutes: number) => ({ timestamp: minute(minutes).toISOString() });
const afterDays = (days: number) => minute(days * 24 * 60);

describe.each(ENGINES)('$name: the history of a conversation', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	beforeEach(async () => ({ store, dispose } = await create()));
	afterEach(() => dispose());

	const listen = (more: Partial<ListenerToPut> = {}) =>
		store.listeners.put(
			{
				...{
					key: 'flow:trigger',
					account: ACCOUNT,
					provider: 'whatsappCloud',
					workflowName: 'Bot',
				},
				...{ url: '', verifyToken: '', webhookToken: '', setUpByHand: false, settings: {} },
				keepTextsDays: DAYS,
				...more,
			},
			minute(0),
		);
	const hear = (events: Parameters<typeof receive>[1], keepTextsDays = DAYS) =>
		receive(store, events, { keepTextsDays });
	const send = (messageId: string, minutes: number, more = {}, parties = ENDS) =>
		store.messages.recordSent(
			parties,
			{ messageId, type: 'text', state: 'accepted', text: `Text of ${messageId}`, ...more },
			minute(minutes),
		);
	const read = (choice = {}, parties = ENDS) =>
		store.history.read(parties, { limit: 20, ...choice }, minute(60));
	const texts = async (choice = {}, parties = ENDS) =>
		(await read(choice, parties)).messages.map(({ text }) => text);

	it('holds what both sides wrote, in its order, with the names that are known', async () => {
		await listen();
		await hear([message('a', 'Oi'), message('b', 'Tudo bem?')]);
		await send('c', 1);
		const change = { action: 'accept', agent: { id: 'bia', name: 'Bia' } } as const;
		await store.conversations.changeHandler(ENDS, change, minute(2));
		await send('d', 3);
		await send('e', 4, { isNotice: true });
		await send('f', 5, { type: 'template' });
		const { messages, keptDays } = await read();
		expect(keptDays).toBe(DAYS);
		expect(messages).toEqual([
			{
				messageId: 'a',
				from: 'customer',
				name: 'Ana',
				type: 'text',
				text: 'Oi',
				at: expect.any(String),
			},
			expect.objectContaining({ from: 'customer', text: 'Tudo bem?' }),
			{ messageId: 'c', from: 'bot', type: 'text', text: 'Text of c', at: minute(1).toISOString() },
			expect.objectContaining({ from: 'agent', name: 'Bia', text: 'Text of d' }),
			expect.objectContaining({ from: 'bot', text: 'Text of e' }),
			expect.objectContaining({ from: 'bot', type: 'template' }),
		]);
	});

	it('returns the newest messages, and those after the last closing', async () => {
		await listen();
		await hear([message('a', '1'), message('b', '2', at(1)), message('c', '3', at(2))]);
		expect(await texts({ limit: 2 })).toEqual(['2', '3']);
		expect(await texts({ sinceClosing: true })).toEqual(['1', '2', '3']);
		await store.conversations.changeHandler(ENDS, { action: 'close' }, minute(3));
		await hear([message('d', '4', at(4))]);
		expect(await texts({ sinceClosing: true })).toEqual(['4']);
		expect(await texts()).toEqual(['1', '2', '3', '4']);
	});

	it('keeps nothing that no listener asks for', async () => {
		await listen({ keepTextsDays: 0 });
		await hear([message('a', 'Oi')], 0);
		await send('b', 1);
		expect(await read()).toEqual({ messages: [], keptDays: 0 });
	});

	it.each([
		['another account', { account: 'account:other' }],
		['another provider', { provider: 'infobip' }],
		['another number', { businessId: 'business-2' }],
		['a test that is over', { expiresAt: minute(0).toISOString() }],
	] as const)('keeps no send for a listener of %s', async (_, more) => {
		await listen(more);
		await hear([message('a', 'Oi')], 0);
		await send('b', 1);
		expect(await texts()).toEqual([]);
	});

	it('keeps sends for a listener that names the number as customers see it', async () => {
		await listen({ businessId: '+551140000000' });
		const business = { id: 'business-1', phone: '+551140000000' };
		await hear([message('a', 'Oi', { business })], 0);
		await send('b', 1);
		expect(await texts()).toEqual(['Text of b']);
	});

	it('keeps sends to a customer who never wrote, where the account or the number is known', async () => {
		await listen();
		await send('a', 1, { account: ACCOUNT });
		await send('b', 1);
		expect(await texts()).toEqual(['Text of a']);
		await listen({ key: 'flow:other', businessId: 'business-1' });
		await send('c', 2);
		expect(await texts()).toEqual(['Text of a', 'Text of c']);
	});

	it('begins and ends with the listener', async () => {
		await hear([message('a', 'Oi')], 0);
		await send('b', 1);
		await listen();
		await send('c', 2);
		await store.listeners.remove('flow:trigger');
		await send('d', 3);
		expect(await read()).toMatchObject({ messages: [{ messageId: 'c' }], keptDays: 0 });
	});

	it('keeps one line for a message that comes or is recorded again', async () => {
		await listen();
		await hear([message('a', 'Oi'), message('a', 'Oi')]);
		await hear([message('a', 'Oi')]);
		await receive(store, [message('a', 'Oi')], { keepTextsDays: DAYS, account: 'other' });
		await send('b', 1);
		await send('b', 2);
		expect(await texts()).toEqual(['Oi', 'Text of b']);
	});

	it.each(['failed', 'blocked', 'unknown'] as const)(
		'keeps no line for a send that is %s',
		async (state) => {
			await listen();
			await hear([message('a', 'Oi')]);
			await send('b', 1, { state, text: undefined });
			await send('c', 1, { state: 'failed' });
			expect(await texts()).toEqual(['Oi']);
		},
	);

	it('drops a message whose receipt says that it failed, also one that comes first', async () => {
		await listen();
		await hear([message('a', 'Oi')]);
		await send('b', 1);
		await send('c', 1);
		await hear([status('c', 'delivered'), status('b', 'failed'), status('c', 'failed')]);
		await hear([status('d', 'failed')]);
		await send('d', 2);
		expect(await texts()).toEqual(['Oi', 'Text of c']);
	});

	it('drops a message that the customer has withdrawn, and replaces the text of an edited one', async () => {
		await listen();
		await hear([message('a', 'Errado'), message('b', 'Apagar'), message('c', 'Fica', at(1))]);
		const edit = (id: string, text: string) =>
			message(id, text, { message: { id, type: 'text', text, editOf: 'a' }, ...at(5) });
		await hear([edit('e', 'Certo'), status('b', 'deleted')]);
		expect(await texts()).toEqual(['Certo', 'Fica']);
	});

	it("keeps an agent's message from another app, but none of a group", async () => {
		await listen();
		const echo = { id: 'e', type: 'text', text: 'Oi, é a Bia', author: 'Bia' } as const;
		const handover = { direction: 'toHuman', message: echo } as const;
		await hear([
			message('e', '', { event: 'handover', message: undefined, handover }),
			message('g', 'Oi, grupo', { group: { id: 'family' }, ...at(1) }),
		]);
		expect((await read()).messages).toMatchObject([
			{ messageId: 'e', from: 'agent', name: 'Bia', text: 'Oi, é a Bia' },
		]);
	});

	it("puts the agent who has the conversation under an agent's message without a name", async () => {
		await listen();
		const agent = { id: 'bia', name: 'Bia' };
		await store.conversations.changeHandler(ENDS, { action: 'accept', agent }, minute(0));
		const echo = { id: 'e', type: 'text', text: 'Já vou' } as const;
		const handover = { direction: 'toHuman', message: echo } as const;
		const event = { event: 'handover', message: undefined, handover, ...at(1) } as const;
		await hear([message('e', '', event)]);
		expect((await read()).messages).toMatchObject([{ from: 'agent', name: 'Bia' }]);
	});

	it('the texts are deleted when their days are over', async () => {
		await listen();
		await hear([message('a', 'Oi')], 7);
		await hear([message('b', 'Oi de novo')], 30);
		await store.prune(minute(0), afterDays(6));
		expect(await texts()).toHaveLength(2);
		await store.prune(minute(0), afterDays(8));
		expect(await texts()).toEqual(['Oi de novo']);
		await store.prune(minute(0), afterDays(31));
		expect(await texts()).toEqual([]);
	});

	it('follows a time that becomes shorter, and stays for its own time while no listener asks', async () => {
		await listen({ keepTextsDays: 90 });
		await hear([message('a', 'Oi')], 90);
		await store.listeners.remove('flow:trigger');
		await store.prune(minute(0), afterDays(50));
		expect(await texts()).toEqual(['Oi']);
		await listen({ keepTextsDays: 60 });
		await listen({ key: 'flow:other', keepTextsDays: 7 });
		await store.prune(minute(0), afterDays(50));
		expect(await texts()).toEqual(['Oi']);
		await store.prune(minute(0), afterDays(61));
		expect(await texts()).toEqual([]);
	});

	it('the texts are deleted with the customer, and what comes late does not bring them back', async () => {
		await listen();
		await hear([message('a', 'Oi')]);
		await send('b', 1);
		expect((await store.erasures.preview(ENDS)).found).toMatchObject({ texts: 2 });
		expect((await store.erasures.erase(ENDS, minute(2))).erased).toMatchObject({ texts: 2 });
		const edited = { id: 'e', type: 'text', text: 'Oi!', editOf: 'a' } as const;
		await hear([message('e', '', { message: edited, ...at(3) })]);
		await send('b', 4);
		expect(await texts()).toEqual([]);
	});

	it('follows two contacts that become one, without repeating a message', async () => {
		await listen();
		const byUserId = { id: 'BR.123', userId: 'BR.123' };
		await hear([message('a', 'Oi'), message('b', 'Sou eu', { contact: byUserId, ...at(1) })]);
		await send('c', 2, {}, endsWith(byUserId));
		await send('c', 2);
		await hear([message('d', 'Eu mesma', { contact: { ...ANA, userId: 'BR.123' }, ...at(3) })]);
		expect(await texts()).toEqual(['Oi', 'Sou eu', 'Text of c', 'Eu mesma']);
		expect(await texts({}, endsWith(byUserId))).toHaveLength(4);
	});

	it('bounds a text that is too long', async () => {
		await listen();
		await hear([message('a', 'x'.repeat(50_000))]);
		expect((await texts())[0]).toHaveLength(10_000);
	});
});
