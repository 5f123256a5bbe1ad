import type { ConversationFilter } from '../../store/contracts/conversations';
import type { Store } from '../../store/contracts/store';
import { ENGINES } from './engines';
import { ENDS, endsWith, message, minute, receive, receiveOne } from './events';

const at = (minutes: number) => ({ timestamp: minute(minutes).toISOString() });
const customer = (number: number) => endsWith({ id: `customer-${number}` });

describe.each(ENGINES)('$name: queue of conversations', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	beforeEach(async () => ({ store, dispose } = await create()));
	afterEach(() => dispose());

	const get = (minutes: number) => store.conversations.get(ENDS, minute(minutes));

	describe('handler and memory', () => {
		const toSales = {
			...({ action: 'redirect', handler: 'waiting', team: 'Vendas', ticketId: '00012' } as const),
			until: minute(60),
		};

		it('every event carries team, agent, ticket, step and values', async () => {
			await store.conversations.changeHandler(ENDS, toSales, minute(1));
			const accept = { action: 'accept', agent: { id: 'bia', name: 'Bia' } } as const;
			await store.conversations.changeHandler(ENDS, accept, minute(2));
			const state = { step: 'size', values: { size: 3, names: ['Ana'] }, expiresAt: minute(10) };
			await store.conversations.changeState(ENDS, state, minute(2));
			const event = await receiveOne(store, message('a', 'Oi', at(3)));
			expect(event.conversation).toEqual({
				key: expect.any(String),
				handler: 'human',
				team: 'Vendas',
				agent: { id: 'bia', name: 'Bia' },
				ticketId: '00012',
				since: minute(2).toISOString(),
				until: minute(60).toISOString(),
				handlerUntil: minute(60).toISOString(),
				step: 'size',
				values: { size: 3, names: ['Ana'] },
				windowExpiresAt: expect.any(String),
				isFirstMessage: true,
			});
		});

		it('an expired handler reads as the bot, and an expired memory as none', async () => {
			await store.conversations.changeHandler(ENDS, toSales, minute(1));
			const state = { step: 'size', values: { size: 3 }, expiresAt: minute(10) };
			await store.conversations.changeState(ENDS, state, minute(1));
			expect(await get(9)).toMatchObject({ handler: 'waiting', step: 'size' });
			expect(await get(10)).toMatchObject({ handler: 'waiting', values: {} });
			expect(await get(10)).not.toHaveProperty('step');
			expect(await get(60)).toMatchObject({ handler: 'bot', since: minute(60).toISOString() });
			expect(await get(60)).not.toHaveProperty('team');
		});

		it('closing ends handler and memory, handing back only the handler', async () => {
			const redirect = () => store.conversations.changeHandler(ENDS, toSales, minute(1));
			await redirect();
			await store.conversations.changeState(ENDS, { step: 'size', values: { a: 1 } }, minute(1));
			await store.conversations.changeHandler(ENDS, { action: 'handBack' }, minute(2));
			expect(await get(3)).toMatchObject({ handler: 'bot', step: 'size', values: { a: 1 } });
			await redirect();
			await store.conversations.changeHandler(ENDS, { action: 'close' }, minute(4));
			expect(await get(5)).toMatchObject({ handler: 'bot', values: {} });
			expect(await get(5)).not.toHaveProperty('step');
		});
	});

	describe('list', () => {
		const ids = async (filter: Partial<ConversationFilter>, minutes = 30) => {
			const asked = { provider: ENDS.provider, limit: 10, ...filter };
			const page = await store.conversations.list(asked, minute(minutes));
			return page.conversations.map(({ contact }) => contact.id);
		};
		const redirect = (number: number, minutes: number, team = 'Vendas', until?: Date) =>
			store.conversations.changeHandler(
				customer(number),
				{ action: 'redirect', handler: 'waiting', team, until },
				minute(minutes),
			);

		it('returns those who wait, the longest first, by handler, team, agent and step', async () => {
			await redirect(1, 5);
			await redirect(2, 3);
			await redirect(3, 4, 'Suporte');
			const bia = { action: 'accept', agent: { id: 'bia' } } as const;
			await store.conversations.changeHandler(customer(3), bia, minute(6));
			await store.conversations.changeState(customer(2), { step: 'size' }, minute(6));
			expect(await ids({ handler: 'waiting' })).toEqual(['customer-2', 'customer-1']);
			expect(await ids({ team: 'Suporte' })).toEqual(['customer-3']);
			expect(await ids({ agentId: 'bia' })).toEqual(['customer-3']);
			expect(await ids({ step: 'size' })).toEqual(['customer-2']);
			expect(await ids({ handler: 'waiting', since: minute(4) })).toEqual(['customer-2']);
		});

		it('reads an expired handler as the bot', async () => {
			await redirect(1, 1, 'Vendas', minute(20));
			expect(await ids({ handler: 'waiting' }, 19)).toEqual(['customer-1']);
			expect(await ids({ handler: 'waiting' }, 20)).toEqual([]);
			expect(await ids({ team: 'Vendas' }, 20)).toEqual([]);
			expect(await ids({ handler: 'bot' }, 20)).toEqual(['customer-1']);
		});

		it('returns those without an answer, and those whose window closes', async () => {
			const wrote = (number: number, minutes: number) =>
				message(`m-${number}`, 'Oi', { contact: customer(number).contact, ...at(minutes) });
			await receive(store, [wrote(1, 5), wrote(2, 3), wrote(3, 4)]);
			const sent = { messageId: 'out', type: 'text', state: 'sent' } as const;
			await store.messages.recordSent(customer(3), sent, minute(10));
			expect(await ids({ unansweredSince: minute(5) })).toEqual(['customer-2', 'customer-1']);
			expect(await ids({ unansweredSince: minute(4) })).toEqual(['customer-2']);
			const closing = { windowClosesBy: minute(24 * 60 + 4) };
			expect(await ids(closing)).toEqual(['customer-2', 'customer-3']);
			expect(await ids(closing, 24 * 60 + 3)).toEqual(['customer-3']);
		});

		it('returns every conversation once, page by page', async () => {
			for (let number = 1; number <= 7; number++) await redirect(number, number % 2);
			const seen: string[] = [];
			let after: string | undefined;
			do {
				const filter = { provider: ENDS.provider, handler: 'waiting', limit: 3, after } as const;
				const page = await store.conversations.list(filter, minute(30));
				seen.push(...page.conversations.map(({ contact }) => contact.id));
				after = page.next;
			} while (after !== undefined);
			expect(seen).toHaveLength(7);
			expect(new Set(seen).size).toBe(7);
		});

		it('returns only those of the chosen provider, channel and business', async () => {
			await redirect(1, 1);
			expect(await ids({ provider: 'infobip' })).toEqual([]);
			expect(await ids({ channel: 'viber' })).toEqual([]);
			expect(await ids({ businessId: 'business-2' })).toEqual([]);
			expect(await ids({ businessId: 'business-1', channel: 'whatsapp' })).toHaveLength(1);
		});
	});
});
