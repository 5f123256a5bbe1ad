import fc from 'fast-check';

import { readMenuAnswer } from '../../intake/recognise/menu-answer';
import type { MessagingEvent } from '../../messaging/event';
import type { Store } from '../../store/contracts/store';
import { ENGINES } from './engines';
import { ENDS, endsWith, hoursAfter, message, minute, receive, receiveOne, status } from './events';

const at = (minutes: number) => ({ timestamp: minute(minutes).toISOString() });

function handover(id: string, direction: 'toBot' | 'toHuman', minutes: number): MessagingEvent {
	return {
		...message(id),
		event: 'handover',
		message: undefined,
		handover: { direction, service: 'Suporte' },
		...at(minutes),
	};
}

describe.each(ENGINES)('$name: conversations', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	beforeEach(async () => ({ store, dispose } = await create()));
	afterEach(() => dispose());

	const get = (minutes: number) => store.conversations.get(ENDS, minute(minutes));

	describe('the business that a customer last wrote to', () => {
		const { businessId: _, ...CUSTOMER } = ENDS;
		const wrote = (id: string, business: string, minutes: number) =>
			message(id, 'Oi', { business: { id: business }, ...at(minutes) });

		it('the business is the last of several, whatever came later from us or late from the provider', async () => {
			await receive(store, [wrote('a', 'sales', 10), wrote('b', 'support', 30)]);
			await receive(store, [wrote('c', 'sales', 20)]);
			const sales = endsWith(ENDS.contact, { businessId: 'sales' });
			await store.messages.recordSent(
				sales,
				{ messageId: 'm', type: 'text', state: 'sent' },
				minute(40),
			);
			expect(await store.conversations.lastBusiness(CUSTOMER)).toEqual({
				businessId: 'support',
				at: at(30).timestamp,
			});
		});

		it('there is no business for a customer who never wrote, nor through another provider or channel', async () => {
			await store.messages.recordSent(
				ENDS,
				{ messageId: 'm', type: 'text', state: 'sent' },
				minute(0),
			);
			expect(await store.conversations.lastBusiness(CUSTOMER)).toBeUndefined();
			await receive(store, [wrote('a', 'sales', 10)]);
			const others = [{ provider: 'infobip' }, { channel: 'viber' }] as const;
			for (const other of others) {
				const customer = { ...CUSTOMER, ...other };
				expect(await store.conversations.lastBusiness(customer)).toBeUndefined();
			}
		});
	});

	describe('customer service window', () => {
		it('the window is absent before the customer has written', async () => {
			await store.messages.recordSent(
				ENDS,
				{ messageId: 'm', type: 'text', state: 'sent' },
				minute(0),
			);
			expect(await get(0)).not.toHaveProperty('windowExpiresAt');
		});

		it('ends the given number of hours after the last message', async () => {
			const event = await receiveOne(store, message('a', 'Oi', at(10)));
			expect(event.conversation?.windowExpiresAt).toBe(hoursAfter(10, 24));
		});

		it('the window is not moved back by a late delivery, nor by a repeat', async () => {
			await receive(store, [message('b', 'Oi', at(60))], { now: minute(61) });
			const late = await receiveOne(store, message('a', 'Oi', at(10)), { now: minute(62) });
			expect(late.conversation?.windowExpiresAt).toBe(hoursAfter(60, 24));
		});

		it('the window is opened by a tap, and not by a reaction, a receipt or an edit', async () => {
			await receive(store, [
				message('r', '', {
					message: {
						id: 'r',
						type: 'reaction',
						text: '',
						reaction: { emoji: '👍', messageId: 'm' },
					},
				}),
				message('e', '', { message: { id: 'e', type: 'text', text: 'Oi', editOf: 'x' } }),
				status('m', 'read'),
			]);
			expect(await get(0)).not.toHaveProperty('windowExpiresAt');
			const button = { id: 'yes', title: 'Sim', kind: 'button' } as const;
			await receive(store, [message('t', 'Sim', { event: 'buttonClick', button, ...at(1) })]);
			expect((await get(1))?.windowExpiresAt).toBe(hoursAfter(1, 24));
		});

		it('the window is not kept where the channel has none', async () => {
			await receive(store, [message('a')], { windowHours: () => undefined });
			expect(await get(0)).not.toHaveProperty('windowExpiresAt');
		});

		it('ends the same for every order and repetition of messages', async () => {
			let run = 0;
			const minutes = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 6 });
			await fc.assert(
				fc.asyncProperty(minutes, fc.integer({ min: 1, max: 6 }), async (times, size) => {
					const contact = { id: `customer-${++run}` };
					const events = times.map((time) =>
						message(`${run}-${time}`, 'Oi', { contact, ...at(time) }),
					);
					for (let from = 0; from < events.length; from += size) {
						await receive(store, events.slice(from, from + size));
					}
					const conversation = await store.conversations.get(endsWith(contact), minute(0));
					expect(conversation?.windowExpiresAt).toBe(hoursAfter(Math.max(...times), 24));
					expect(conversation?.lastInboundAt).toBe(minute(Math.max(...times)).toISOString());
				}),
				{ numRuns: 60 },
			);
		}, 60_000);
	});

	describe('first message', () => {
		it('the first message is the first received message, for every trigger that gets it', async () => {
			const { fresh } = await receive(store, [message('a'), message('b', 'Oi', at(1))]);
			expect(fresh.map(({ conversation }) => conversation?.isFirstMessage)).toEqual([true, false]);
			const again = await receive(store, [message('a'), message('b', 'Oi', at(1))], {
				trigger: 'trigger-2',
			});
			expect(again.fresh.map(({ conversation }) => conversation?.isFirstMessage)).toEqual([
				true,
				false,
			]);
		});

		it('the first message is never a receipt, and a receipt does not count as the first message', async () => {
			const { fresh } = await receive(store, [status('m', 'sent'), message('a')]);
			expect(fresh.map(({ conversation }) => conversation?.isFirstMessage)).toEqual([
				undefined,
				true,
			]);
		});

		it('holds in the stored conversation until the second message', async () => {
			await receive(store, [message('a')]);
			expect((await get(1))?.isFirstMessage).toBe(true);
			await receive(store, [message('b', 'Oi', at(1))]);
			expect((await get(1))?.isFirstMessage).toBe(false);
		});
	});

	describe('handler', () => {
		it('the handler is the bot at first', async () => {
			expect((await receiveOne(store, message('a'))).conversation?.handler).toBe('bot');
		});

		it('the handler is a human after a handover, for the given number of minutes', async () => {
			const event = await receiveOne(store, handover('h', 'toHuman', 10), { handoverMinutes: 30 });
			expect(event.conversation).toMatchObject({
				handler: 'human',
				handlerUntil: minute(40).toISOString(),
				service: 'Suporte',
			});
			expect((await get(39))?.handler).toBe('human');
			const expired = await get(40);
			expect(expired?.handler).toBe('bot');
			expect(expired).not.toHaveProperty('service');
			expect(expired).not.toHaveProperty('handlerUntil');
		});

		it('the handler of each event is that at its time', async () => {
			const { fresh } = await receive(store, [
				handover('h', 'toHuman', 0),
				message('a', 'Oi', at(59)),
				message('b', 'Oi', at(60)),
			]);
			expect(fresh.map(({ conversation }) => conversation?.handler)).toEqual([
				'human',
				'human',
				'bot',
			]);
		});

		it('returns to the bot with the second handover', async () => {
			await receive(store, [handover('h', 'toHuman', 0), handover('b', 'toBot', 5)]);
			expect(await get(6)).toMatchObject({ handler: 'bot' });
		});

		it('the handler is not changed by a late handover', async () => {
			await receive(store, [handover('b', 'toBot', 5), handover('h', 'toHuman', 0)]);
			expect((await get(6))?.handler).toBe('bot');
		});

		it('ends the same for every order of handovers', async () => {
			let run = 0;
			const directions = fc.array(fc.constantFrom('toBot' as const, 'toHuman' as const), {
				minLength: 1,
				maxLength: 5,
			});
			const shuffled = directions.chain((list) =>
				fc.shuffledSubarray(
					list.map((direction, index) => ({ direction, index })),
					{ minLength: list.length },
				),
			);
			await fc.assert(
				fc.asyncProperty(shuffled, async (order) => {
					const contact = { id: `customer-${++run}` };
					await receive(
						store,
						order.map(({ direction, index }) => ({
							...handover(`${run}-${index}`, direction, index),
							contact,
						})),
					);
					const last = order.find(({ index }) => index === order.length - 1);
					const conversation = await store.conversations.get(endsWith(contact), minute(6));
					expect(conversation?.handler).toBe(last?.direction === 'toHuman' ? 'human' : 'bot');
				}),
				{ numRuns: 40 },
			);
		}, 60_000);

		it('the handler is set by a workflow, until another change or the given time', async () => {
			const waiting = await store.conversations.changeHandler(
				ENDS,
				{ action: 'redirect', handler: 'waiting' },
				minute(0),
			);
			expect(waiting).toMatchObject({
				handler: 'waiting',
				customer: {},
				contact: { id: ENDS.contact.id },
			});
			expect((await get(100_000))?.handler).toBe('waiting');
			const facts = { until: minute(20), service: 'Bia' };
			const change = { action: 'redirect', handler: 'human', ...facts } as const;
			await store.conversations.changeHandler(ENDS, change, minute(10));
			expect(await get(19)).toMatchObject({ handler: 'human', service: 'Bia' });
			expect((await get(20))?.handler).toBe('bot');
		});

		it('the handler stays as a workflow set it when an earlier handover is repeated', async () => {
			await receive(store, [handover('h', 'toHuman', 5)]);
			// The provider's clock is five minutes ahead of ours.
			await store.conversations.changeHandler(ENDS, { action: 'handBack' }, minute(0));
			await receive(store, [handover('h', 'toHuman', 5)], { trigger: 'trigger-2' });
			expect((await get(6))?.handler).toBe('bot');
		});
	});

	describe('choices of the latest menu', () => {
		const MENU = [
			{ id: 'order', title: 'Fazer pedido' },
			{ id: 'hours', title: 'Horário' },
		];
		const answer = async (text: string, minutes = 1, more: Partial<MessagingEvent> = {}) =>
			receiveOne(store, message(`answer-${text}-${minutes}`, text, { ...at(minutes), ...more }), {
				recognise: async (event, { menu }) => readMenuAnswer(event, { menu }),
			});

		const ask = (choices: typeof MENU | undefined, minutes: number, isNumbered = true) =>
			store.messages.recordSent(
				ENDS,
				{
					messageId: `question-${minutes}`,
					type: 'text',
					state: 'accepted',
					...(choices && { menu: { choices, isNumbered } }),
				},
				minute(minutes),
			);

		beforeEach(() => ask(MENU, 0));

		it.each(['2', ' 2. ', '2️⃣', 'horario', 'HORÁRIO!'])(
			'an open menu reads %j as the tap that it means',
			async (text) => {
				expect(await answer(text)).toMatchObject({
					event: 'buttonClick',
					message: { type: 'text', text: 'Horário' },
					button: { id: 'hours', title: 'Horário', kind: 'button' },
				});
			},
		);

		it.each(['0', '3', '2 pizzas', '', 'quero o horário'])(
			'an open menu leaves %j an ordinary message',
			async (text) => {
				const event = await answer(text);
				expect(event).toMatchObject({ event: 'message', message: { text } });
				expect(event).not.toHaveProperty('button');
			},
		);

		it('a menu can be answered more than once, and its answers open the window', async () => {
			expect((await answer('1')).button?.id).toBe('order');
			const second = await answer('2', 2);
			expect(second.button?.id).toBe('hours');
			expect(second.conversation?.windowExpiresAt).toBe(hoursAfter(2, 24));
		});

		it('a menu expires after a day', async () => {
			expect((await answer('1', 24 * 60 - 1)).event).toBe('buttonClick');
			expect((await answer('2', 24 * 60)).event).toBe('message');
		});

		it('a menu does not apply to messages from before the question', async () => {
			expect((await answer('1', -2)).event).toBe('message');
		});

		it('the next menu replaces an earlier one', async () => {
			await ask([{ id: 'yes', title: 'Sim' }], 1);
			expect((await answer('1', 2)).button?.id).toBe('yes');
			expect((await answer('Horário', 3)).event).toBe('message');
			await ask(undefined, 4);
			expect((await answer('1', 5)).event).toBe('message');
		});

		it('a typed number does not answer a menu that was sent as buttons', async () => {
			await ask(MENU, 1, false);
			expect((await answer('1', 2)).event).toBe('message');
		});

		it('a menu stays open after a reaction of ours', async () => {
			const reaction = { messageId: 'heart', type: 'reaction', state: 'accepted' } as const;
			await store.messages.recordSent(ENDS, reaction, minute(1));
			expect((await answer('1', 2)).event).toBe('buttonClick');
		});

		it('a menu belongs to one conversation', async () => {
			expect((await answer('1', 1, { business: { id: 'business-2' } })).event).toBe('message');
		});

		it('a repeated answer is recognised by the kind in which the provider sent it', async () => {
			await answer('1');
			expect((await receive(store, [message('answer-1-1', '1', at(1))])).repeats).toBe(1);
		});
	});

	describe('get', () => {
		it('there is no conversation when the two have never exchanged anything', async () => {
			expect(await get(0)).toBeUndefined();
			await store.contacts.upsert(ENDS, { name: 'Ana' }, minute(0));
			expect(await get(0)).toBeUndefined();
		});

		it('returns when each side last wrote', async () => {
			await receive(store, [message('a', 'Oi', at(1))]);
			const sent = { messageId: 'm', type: 'text', state: 'accepted' } as const;
			await store.messages.recordSent(ENDS, sent, minute(2));
			await store.messages.recordSent(
				ENDS,
				{ ...sent, messageId: 'f', state: 'failed' },
				minute(3),
			);
			expect(await get(4)).toMatchObject({
				lastInboundAt: minute(1).toISOString(),
				lastOutboundAt: minute(2).toISOString(),
			});
		});
	});
});
