import type { Hearer, StartOptions } from '../../store/contracts/inbox';
import type { Store } from '../../store/contracts/store';
import { ENGINES } from './engines';
import { ENDS, message, minute, OWNER, receive } from './events';

const BEN = { contact: { id: '5511988880002', phone: '+5511988880002' } };
const IN_ORDER: Partial<Hearer> = { inOrder: true };
const SECOND = 1 / 60;

describe.each(ENGINES)('$name: turns of one customer', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	beforeEach(async () => ({ store, dispose } = await create()));
	afterEach(() => dispose());

	const next = async (minutes: number, more: Partial<StartOptions> = {}) => {
		const started = await store.inbox.startNext({
			listeners: ['trigger-1'],
			owner: OWNER,
			now: minute(minutes),
			deadBefore: minute(-60),
			isProvenDead: () => false,
			beginsAtOnce: true,
			isStartedHere: () => true,
			mostRecovered: 100,
			...more,
		});
		return started.map(({ event }) => event);
	};
	const ids = async (minutes: number) => (await next(minutes)).map(({ id }) => id);
	const write = (id: string, minutes: number, more: Parameters<typeof message>[2] = {}) =>
		receive(store, [message(id, id, more)], { now: minute(minutes), hearer: IN_ORDER });

	it('a message starts at once when nothing of its customer is under way', async () => {
		const { started } = await write('a', 0);
		expect(started.map(({ event }) => event.id)).toEqual(['a']);
		expect(await ids(0)).toEqual([]);
	});

	it('the next message waits until the one before has ended', async () => {
		const first = await write('a', 0);
		expect((await write('b', 0)).started).toEqual([]);
		expect(await ids(0.5)).toEqual([]);
		expect(await store.inbox.settle('trigger-1', first.fresh)).toEqual({ hasNext: true });
		expect(await ids(0.5)).toEqual(['b']);
	});

	it('the next message waits no longer than a minute', async () => {
		await write('a', 0);
		await write('b', 0.1);
		expect(await ids(0.9)).toEqual([]);
		expect(await ids(1 + SECOND)).toEqual(['b']);
	});

	it('messages of a customer start in the order of their arrival, one at a time', async () => {
		const first = await write('a', 0);
		for (const [number, id] of ['b', 'c', 'd'].entries()) await write(id, 0.01 * (number + 1));
		let before = first.fresh;
		for (const id of ['b', 'c', 'd']) {
			await store.inbox.settle('trigger-1', before);
			before = await next(0.5);
			expect(before.map((event) => event.id)).toEqual([id]);
		}
	});

	it('customers do not wait for each other', async () => {
		await write('a', 0);
		expect((await write('ben', 0, BEN)).started).toHaveLength(1);
	});

	it('listeners do not wait for each other', async () => {
		await write('a', 0);
		const other = { trigger: 'trigger-2', hearer: IN_ORDER };
		expect((await receive(store, [message('b')], other)).started).toHaveLength(1);
	});

	it('an event of a dead process starts before the messages that came after it', async () => {
		const dead = { ...OWNER, bootId: 'boot-dead' };
		await receive(store, [message('a')], { owner: dead, hearer: IN_ORDER });
		await write('b', 0.1);
		const [event] = await next(10, { deadBefore: minute(5) });
		expect(event).toMatchObject({ id: 'a', redelivered: true });
		expect(await ids(10.5)).toEqual([]);
		await store.inbox.settle('trigger-1', [message('a')]);
		expect(await ids(10.6)).toEqual(['b']);
	});

	it('a message that has waited carries what the execution before has changed', async () => {
		const first = await write('a', 0);
		await write('b', 0, { timestamp: minute(0).toISOString() });
		const state = { step: 'size', values: { size: 3 } };
		await store.conversations.changeState(ENDS, state, minute(0.2));
		const redirect = { action: 'redirect', handler: 'waiting', team: 'Vendas' } as const;
		await store.conversations.changeHandler(ENDS, redirect, minute(0.2));
		await store.inbox.settle('trigger-1', first.fresh);
		const [event] = await next(0.5);
		expect(event?.conversation).toMatchObject({
			...{ ...state, handler: 'waiting', team: 'Vendas', isFirstMessage: false },
		});
	});

	describe('messages to be joined', () => {
		const JOINED: Partial<Hearer> = { inOrder: true, joinMs: 4_000 };
		const add = (id: string, seconds: number, more: Parameters<typeof message>[2] = {}) =>
			receive(store, [message(id, id, more)], {
				now: minute(seconds * SECOND),
				hearer: JOINED,
			});

		it('joined messages start as one event when the customer has written nothing more for the time', async () => {
			await add('um', 0);
			await add('dois', 2);
			await add('três', 4);
			expect(await ids(7 * SECOND)).toEqual([]);
			const [event, ...others] = await next(8 * SECOND);
			expect(others).toEqual([]);
			expect(event).toMatchObject({
				id: 'três',
				message: {
					text: 'um\ndois\ntrês',
					parts: [{ id: 'um' }, { id: 'dois' }, { id: 'três' }],
				},
				conversation: { isFirstMessage: true },
			});
		});

		it('joined messages are one execution also after a crash between their parts', async () => {
			await add('um', 0);
			await add('dois', 2);
			const heir = { ...OWNER, bootId: 'boot-2' };
			const [event, ...others] = await next(10 * SECOND, {
				owner: heir,
				isStartedHere: () => false,
			});
			expect(event?.message?.text).toBe('um\ndois');
			expect([others, event?.redelivered]).toEqual([[], undefined]);
		});

		it('joined messages start together again when the process dies that has started them', async () => {
			await add('um', 0);
			await add('dois', 1);
			await next(6 * SECOND);
			const heir = { ...OWNER, bootId: 'boot-2' };
			const [event] = await next(10, { owner: heir, deadBefore: minute(9) });
			expect(event).toMatchObject({ message: { text: 'um\ndois' }, redelivered: true });
		});

		it('joined messages start when a tap follows, which starts after them', async () => {
			await add('um', 0);
			const tap = {
				event: 'buttonClick',
				button: { id: 'b', title: 'B', kind: 'button' },
			} as const;
			await receive(store, [message('tap', 'B', tap)], {
				now: minute(SECOND),
				hearer: { inOrder: true },
			});
			const joined = await next(2 * SECOND);
			expect(joined.map(({ id }) => id)).toEqual(['um']);
			await store.inbox.settle('trigger-1', joined);
			expect(await ids(3 * SECOND)).toEqual(['tap']);
		});

		it('joined messages start after a minute however much the customer writes', async () => {
			for (let seconds = 0; seconds <= 60; seconds += 3) await add(`m${seconds}`, seconds);
			const [event] = await next(60.1 * SECOND);
			expect(event?.message?.parts).toHaveLength(21);
		});
	});
});

describe.each(ENGINES)('$name: executions that report their beginning', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	beforeEach(async () => ({ store, dispose } = await create()));
	afterEach(() => dispose());

	const WORKER = { bootId: 'worker', hostname: 'w', processId: 1 };
	const liveness = (minutes: number, deadBefore = -60) => ({
		owner: WORKER,
		now: minute(minutes),
		deadBefore: minute(deadBefore),
		isProvenDead: () => false,
	});
	const QUEUED: Partial<Hearer> = { beginsAtOnce: false };
	const begin = (executionId: string, minutes: number, more: object = {}) =>
		store.inbox.begin({
			...liveness(minutes),
			listener: 'trigger-1',
			executionId,
			events: [{ id: 'a', event: 'message' }],
			isRetry: false,
			...more,
		});
	const startNext = (minutes: number, deadBefore = -60) =>
		store.inbox.startNext({
			...liveness(minutes, deadBefore),
			owner: OWNER,
			listeners: ['trigger-1'],
			beginsAtOnce: false,
			isStartedHere: () => false,
			mostRecovered: 100,
		});

	beforeEach(() => receive(store, [message('a')], { hearer: QUEUED }));

	it('only one of two executions works on an event', async () => {
		expect(await begin('1', 0)).toEqual(['first']);
		expect(await begin('2', 0)).toEqual(['taken']);
	});

	it("an execution that n8n's queue repeats works on its event once while its process lives", async () => {
		expect(await begin('1', 0)).toEqual(['first']);
		expect(await begin('1', 0)).toEqual(['taken']);
		const other = { ...OWNER, bootId: 'other-worker' };
		expect(await begin('1', 0, { owner: other })).toEqual(['taken']);
		expect(await begin('1', 10, { owner: other, deadBefore: minute(5) })).toEqual(['again']);
		expect(await begin('1', 10, { owner: other, deadBefore: minute(5) })).toEqual(['taken']);
	});

	it('no execution works on an event that has ended, but one that a user runs again', async () => {
		await begin('1', 0);
		await store.inbox.settle('trigger-1', [{ id: 'a', event: 'message' }]);
		expect(await begin('2', 0)).toEqual(['taken']);
		expect(await begin('3', 0, { isRetry: true })).toEqual(['unknown']);
	});

	it('an event that the inbox does not know is not refused', async () => {
		expect(await begin('1', 0, { events: [{ id: 'x', event: 'message' }] })).toEqual(['unknown']);
	});

	it('an event that no execution has begun is started again after a minute, unmarked', async () => {
		expect(await startNext(0.9)).toEqual([]);
		const [again] = await startNext(1.1);
		expect(again).toMatchObject({ event: { id: 'a' }, isRecovered: true });
		expect(again?.event.redelivered).toBeUndefined();
		expect(await startNext(2.9)).toEqual([]);
		expect(await startNext(3.2)).toHaveLength(1);
	});

	const later = (id: string, minutes: number) =>
		receive(store, [message(id)], { hearer: QUEUED, now: minute(minutes) });
	const beginLater = (id: string, minutes: number) =>
		begin(`of ${id}`, minutes, { events: [{ id, event: 'message' }] });

	it('an event is not lost while executions begin with what came before it', async () => {
		await later('b', 0.1);
		await begin('1', 5);
		await store.inbox.heartbeat(OWNER, minute(5));
		expect(await startNext(5.5)).toEqual([]);
		expect(await startNext(6.5)).toMatchObject([{ event: { id: 'b' } }]);
	});

	it('an event is lost when an execution begins with what came after it', async () => {
		await later('b', 0.1);
		await beginLater('b', 0.5);
		await store.inbox.heartbeat(OWNER, minute(1));
		expect(await startNext(0.9)).toEqual([]);
		expect(await startNext(1.2)).toMatchObject([{ event: { id: 'a' } }]);
	});

	it('an owner holds an event until its execution has ended, and so does the worker', async () => {
		expect(await store.inbox.isHolding(OWNER)).toBe(true);
		expect(await store.inbox.isHolding(WORKER)).toBe(false);
		await begin('1', 0);
		expect(await store.inbox.isHolding(WORKER)).toBe(true);
		await store.inbox.settle('trigger-1', [{ id: 'a', event: 'message' }]);
		expect(await store.inbox.isHolding(OWNER)).toBe(false);
		expect(await store.inbox.isHolding(WORKER)).toBe(false);
	});

	it('an event whose worker died is started again, marked, and begins as such', async () => {
		await begin('1', 0);
		const [again] = await startNext(10, 5);
		expect(again?.event.redelivered).toBe(true);
		expect(await begin('2', 10)).toEqual(['first']);
	});

	it('an execution of a living worker is left alone however long it takes', async () => {
		await begin('1', 0);
		await store.inbox.heartbeat(WORKER, minute(100));
		await store.inbox.heartbeat(OWNER, minute(100));
		expect(await startNext(100, 99)).toEqual([]);
	});

	it('an interrupted execution lets its event start again, marked', async () => {
		await begin('1', 0);
		await store.inbox.putBack('trigger-1', [{ id: 'a', event: 'message' }], '1');
		const [again] = await startNext(0.1);
		expect(again?.event).toMatchObject({ id: 'a', redelivered: true });
	});

	it('a process that shuts down releases events that no execution has begun', async () => {
		await store.inbox.giveBack(OWNER);
		const [again] = await startNext(0.1);
		expect(again).toMatchObject({ event: { id: 'a' }, isRecovered: false });
	});
});
