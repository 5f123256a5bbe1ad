import type { MessagingEvent } from '../../messaging/event';
import type { StartOptions } from '../../store/contracts/inbox';
import type { Store } from '../../store/contracts/store';
import { ENGINES } from './engines';
import { ANA, ENDS, message, minute, OWNER, receive, receiveOne, status } from './events';

const OTHER_OWNER = { bootId: 'boot-2', hostname: 'host-a', processId: 202 };
/** The owner of the received events has ended, and its identity proves it. */
const GONE = { isProvenDead: () => true };
const ids = (events: readonly MessagingEvent[]) => events.map(({ id }) => id);

describe.each(ENGINES)('$name: inbox', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	beforeEach(async () => ({ store, dispose } = await create()));
	afterEach(() => dispose());

	const startNext = async (more: Partial<StartOptions> = {}) => {
		const started = await store.inbox.startNext({
			listeners: ['trigger-1'],
			owner: OTHER_OWNER,
			now: minute(10),
			deadBefore: minute(5),
			isProvenDead: () => false,
			beginsAtOnce: true,
			isStartedHere: () => false,
			mostRecovered: 1_000,
			...more,
		});
		return started.map(({ event }) => event);
	};

	describe('claims', () => {
		it('new events are returned in their order, and known ones are dropped', async () => {
			const first = await receive(store, [message('a'), message('b')]);
			const second = await receive(store, [message('b'), message('c'), message('a')]);
			expect(ids(first.fresh)).toEqual(['a', 'b']);
			expect(first.repeats).toBe(0);
			expect(ids(second.fresh)).toEqual(['c']);
			expect(second.repeats).toBe(2);
		});

		it('counts a repeat inside one batch as a repeat', async () => {
			const { fresh, repeats } = await receive(store, [message('a'), message('a')]);
			expect(ids(fresh)).toEqual(['a']);
			expect(repeats).toBe(1);
		});

		it('the same id of another kind is another event', async () => {
			const tap = message('a', 'Sim', {
				event: 'buttonClick',
				button: { id: 'yes', title: 'Sim', kind: 'button' },
			});
			const { fresh } = await receive(store, [message('a'), tap]);
			expect(fresh.map(({ event }) => event)).toEqual(['message', 'buttonClick']);
		});

		it('two triggers get the same event', async () => {
			await receive(store, [message('a')]);
			const { fresh } = await receive(store, [message('a')], { trigger: 'trigger-2' });
			expect(ids(fresh)).toEqual(['a']);
		});

		it('a batch of a thousand events is accepted', async () => {
			const events = Array.from({ length: 1000 }, (_, number) => message(`event-${number}`));
			const { fresh, repeats } = await receive(store, events);
			expect([fresh.length, repeats]).toEqual([1000, 0]);
		}, 60_000);

		it('given events are not changed', async () => {
			const event = message('a');
			const before = structuredClone(event);
			const got = await receiveOne(store, event);
			expect(event).toEqual(before);
			expect(got).toMatchObject(before);
			expect(got.conversation?.key).toEqual(expect.any(String));
			expect(got.customer).toEqual({});
		});

		it('a batch that fails writes nothing', async () => {
			const failing = receive(store, [message('a'), message('b')], {
				keep: ({ id }) => {
					if (id === 'b') throw new Error('mistake of the caller');
					return true;
				},
			});
			await expect(failing).rejects.toThrow('mistake of the caller');
			expect(await store.conversations.get(ENDS, minute(0))).toBeUndefined();
			expect(ids((await receive(store, [message('a')])).fresh)).toEqual(['a']);
		});

		it('an event with an unreadable time is accepted with the present time', async () => {
			await receive(store, [message('a', 'Oi', { timestamp: 'yesterday' })], { now: minute(7) });
			const conversation = await store.conversations.get(ENDS, minute(7));
			expect(conversation?.lastInboundAt).toBe(minute(7).toISOString());
		});

		it('account events without a customer are accepted', async () => {
			const news = message('n', '', {
				event: 'account',
				message: undefined,
				contact: { id: '' },
				account: { type: 'templateStatus', name: 'welcome' },
			});
			expect(await receiveOne(store, news)).toEqual(news);
		});
	});

	describe('counters', () => {
		it('counts what was received, repeated and delivered again, for each trigger', async () => {
			await receive(store, [message('a'), message('b'), message('a')]);
			await startNext();
			expect(await store.inbox.counts('trigger-1')).toEqual({
				received: 2,
				repeats: 1,
				redelivered: 2,
				abandoned: 0,
				refused: 0,
			});
			await store.inbox.countRefused('trigger-1', 3);
			expect(await store.inbox.allCounts()).toEqual(
				new Map([
					['trigger-1', { received: 2, repeats: 1, redelivered: 2, abandoned: 0, refused: 3 }],
				]),
			);
			expect(await store.inbox.counts('trigger-2')).toEqual({
				received: 0,
				repeats: 0,
				redelivered: 0,
				abandoned: 0,
				refused: 0,
			});
		});
	});

	describe('events that no process has started', () => {
		it('events not yet started are given to the process in which their listener runs, and are no repeats', async () => {
			await receive(store, [message('a')], { hearer: { startsHere: false } });
			const events = await startNext({ owner: OWNER });
			expect(events.map(({ id, redelivered }) => [id, redelivered])).toEqual([['a', undefined]]);
			expect(await store.inbox.counts('trigger-1')).toMatchObject({ redelivered: 0 });
		});

		it('events not yet started are not limited like those of dead processes', async () => {
			await receive(store, [message('a'), message('b')], { hearer: { startsHere: false } });
			expect(ids(await startNext({ mostRecovered: 0 }))).toEqual(['a', 'b']);
		});
	});

	describe('settle', () => {
		it('an event whose execution has ended is given to no process', async () => {
			const { fresh } = await receive(store, [message('a'), message('b')]);
			await store.inbox.settle('trigger-1', fresh.slice(0, 1));
			expect(ids(await startNext(GONE))).toEqual(['b']);
		});

		it('an event whose execution has ended is still known, so that a repeat is no new event', async () => {
			const { fresh } = await receive(store, [message('a')]);
			await store.inbox.settle('trigger-1', fresh);
			expect((await receive(store, [message('a')])).repeats).toBe(1);
		});

		it('an event is settled for one trigger and kept for the other', async () => {
			const { fresh } = await receive(store, [message('a')]);
			await receive(store, [message('a')], { trigger: 'trigger-2' });
			await store.inbox.settle('trigger-1', fresh);
			expect(await startNext(GONE)).toEqual([]);
			expect(ids(await startNext({ ...GONE, listeners: ['trigger-2'] }))).toEqual(['a']);
		});
	});

	describe('recovery', () => {
		it('an event is abandoned, and counted, after twenty processes died with it', async () => {
			await receive(store, [message('poison')]);
			for (let life = 1; life <= 20; life++) {
				const owner = { ...OTHER_OWNER, bootId: `boot-${life + 1}` };
				expect(await startNext({ owner, deadBefore: minute(11) })).toHaveLength(1);
			}
			expect(await startNext({ deadBefore: minute(11) })).toEqual([]);
			expect(await store.inbox.counts('trigger-1')).toMatchObject({
				redelivered: 20,
				abandoned: 1,
			});
			expect((await receive(store, [message('poison')])).repeats).toBe(1);
		});

		it('events with fewer dead processes come first', async () => {
			await receive(store, [message('a')]);
			await startNext(GONE);
			await receive(store, [message('b')], { now: minute(1) });
			const owner = { ...OTHER_OWNER, bootId: 'boot-9' };
			const next = { owner, ...GONE, mostRecovered: 1 };
			expect(ids(await startNext(next))).toEqual(['b']);
		});

		it('events of an owner without a heartbeat are returned, in their order and marked', async () => {
			const { fresh } = await receive(store, [message('b'), message('a')]);
			await receive(store, [message('c')], { now: minute(1) });
			const taken = await startNext();
			expect(ids(taken)).toEqual(['b', 'a', 'c']);
			expect(taken.map(({ redelivered }) => redelivered)).toEqual([true, true, true]);
			expect(taken[0]).toEqual({ ...fresh[0], redelivered: true });
		});

		it('each event is given to one caller only', async () => {
			await receive(store, [message('a')]);
			const [one, two] = await Promise.all([
				startNext(),
				startNext({ owner: { ...OTHER_OWNER, bootId: 'boot-3' } }),
			]);
			expect(ids([...one, ...two])).toEqual(['a']);
		});

		it('events of an owner with recent heartbeats are not taken over', async () => {
			await receive(store, [message('a')]);
			await store.inbox.heartbeat(OWNER, minute(6));
			expect(await startNext()).toEqual([]);
		});

		it('events of the caller itself are not taken over', async () => {
			await receive(store, [message('a')]);
			expect(await startNext({ owner: OWNER, ...GONE })).toEqual([]);
		});

		it('events of a process that is proven to have ended are taken over at once, however recent its heartbeat', async () => {
			await receive(store, [message('a')], {
				owner: { ...OWNER, identity: 'process 101 of machine a' },
				now: minute(9),
			});
			const asked: string[] = [];
			const isProvenDead = (identity: string) => {
				asked.push(identity);
				return true;
			};
			expect(ids(await startNext({ isProvenDead }))).toEqual(['a']);
			expect(new Set(asked)).toEqual(new Set(['process 101 of machine a']));
		});

		it('a recent heartbeat counts for a process with the same host name and process id', async () => {
			await receive(store, [message('a')], { now: minute(9) });
			const twin = { ...OWNER, bootId: 'boot-2' };
			expect(await startNext({ owner: twin, ...GONE })).toEqual([]);
		});

		it('only events of the listed triggers are returned', async () => {
			await receive(store, [message('a')], { trigger: 'trigger-2' });
			expect(await startNext()).toEqual([]);
			expect(ids(await startNext({ listeners: ['trigger-2'] }))).toEqual(['a']);
		});

		it('events that start no execution are not kept', async () => {
			await receive(store, [message('a'), status('m', 'sent')], {
				keep: ({ event }) => event === 'message',
			});
			expect(ids(await startNext())).toEqual(['a']);
			expect((await receive(store, [status('m', 'sent')])).repeats).toBe(1);
		});

		it('the oldest events up to the limit are returned, and the others to the next caller', async () => {
			await receive(store, [message('c')], { now: minute(2) });
			await receive(store, [message('b'), message('a')], { now: minute(1) });
			expect(ids(await startNext({ mostRecovered: 2 }))).toEqual(['b', 'a']);
			expect(ids(await startNext({ mostRecovered: 2 }))).toEqual(['c']);
			expect(await startNext({ mostRecovered: 2 })).toEqual([]);
		});

		it('an event is kept as long as its execution takes', async () => {
			await receive(store, [message('a')]);
			await store.inbox.heartbeat(OWNER, minute(1_000));
			const later = { now: minute(1_001), deadBefore: minute(1_000.5) };
			expect(ids(await startNext(later))).toEqual(['a']);
		});

		it('an event that was taken over is kept until its new owner settles it', async () => {
			await receive(store, [message('a')]);
			await startNext();
			await store.inbox.heartbeat(OTHER_OWNER, minute(11));
			const third = { bootId: 'boot-3', hostname: 'host-b', processId: 1 };
			const again = { owner: third, now: minute(30), deadBefore: minute(20) };
			const taken = await startNext(again);
			expect(ids(taken)).toEqual(['a']);
			await store.inbox.settle('trigger-1', taken);
			const fourth = { ...third, bootId: 'boot-4' };
			expect(await startNext({ owner: fourth, now: minute(60), deadBefore: minute(59) })).toEqual(
				[],
			);
		});

		it('a late heartbeat of an earlier time is ignored', async () => {
			await store.inbox.heartbeat(OWNER, minute(8));
			await store.inbox.heartbeat(OWNER, minute(1));
			await receive(store, [message('a')], { now: minute(2) });
			expect(await startNext()).toEqual([]);
		});
	});

	describe('prune', () => {
		it('older claims, messages and transcripts are deleted, and no younger ones', async () => {
			await receive(store, [message('old'), status('m1', 'sent')]);
			await receive(
				store,
				[message('new'), status('m2', 'sent', { timestamp: minute(20).toISOString() })],
				{ now: minute(20) },
			);
			const entry = { customerId: 'c', from: 'bot', content: {} } as const;
			await store.simulator.append('shop', { ...entry, messageId: 'e1' }, minute(0));
			await store.simulator.append('shop', { ...entry, messageId: 'e2' }, minute(20));
			// Each event has the claim of its account and that of its listener, a message and a line of a chat.
			expect(await store.prune(minute(10), minute(10))).toBe(6);
			expect((await receive(store, [message('old'), message('new')])).repeats).toBe(1);
			expect(await store.messages.get('whatsappCloud', 'm1')).toBeUndefined();
			expect(await store.messages.get('whatsappCloud', 'm2')).toBeDefined();
			expect(await store.simulator.transcript('shop', 0, 10)).toHaveLength(1);
		});

		it('a proof of an erasure is kept, and the hashes of erased messages are not', async () => {
			const sent = { messageId: 'm', type: 'text', state: 'accepted' } as const;
			await store.messages.recordSent(ENDS, sent, minute(0));
			const { proof } = await store.erasures.erase(ENDS, minute(1));
			const late = (id: string) => receive(store, [status('m', 'read', { id })]);
			await late('during the retention');
			expect(await store.messages.get('whatsappCloud', 'm')).toBeUndefined();
			await store.prune(minute(10), minute(10));
			await late('after it');
			expect(await store.messages.get('whatsappCloud', 'm')).toBeDefined();
			expect((await store.erasures.preview(ENDS)).earlier).toEqual([proof]);
		});

		it('the customer and the conversation are kept', async () => {
			await receive(store, [message('old')]);
			await store.prune(minute(10), minute(10));
			expect((await store.contacts.get(ENDS))?.name).toBe(ANA.name);
			expect(await store.conversations.get(ENDS, minute(10))).toBeDefined();
		});
	});
});
