import { InboxKeeper } from '../../../intake/keeper/inbox-keeper';
import type { ExecutionEnd, RunningListener, StoreHandle } from '../../../intake/ports';
import type { MessagingEvent } from '../../../messaging/event';
import type { Hearer } from '../../../store/contracts/inbox';
import type { Owner } from '../../../store/contracts/owner';
import type { Store } from '../../../store/contracts/store';
import { openStore } from '../../../store/open-store';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { message } from '../../store/events';
import { receiving } from '../../store/receiving';
import { ManualClock } from './manual-clock';

const HERE: Owner = { bootId: 'here', hostname: 'host', processId: 1 };
const KEY = 'workflow:node';

class Executions {
	readonly started: MessagingEvent[][] = [];
	readonly #ends: Array<(end: ExecutionEnd) => void> = [];
	fails = 0;

	start = async (events: readonly MessagingEvent[]): Promise<ExecutionEnd> => {
		if (this.fails > 0) {
			this.fails--;
			throw new Error('n8n is shutting down');
		}
		this.started.push([...events]);
		return await new Promise((resolve) => this.#ends.push(resolve));
	};

	end(index: number, end: ExecutionEnd = 'ended'): void {
		this.#ends[index]?.(end);
	}

	get ids(): string[][] {
		return this.started.map((events) => events.map(({ id }) => id));
	}
}

describe('inbox keeper', () => {
	const folder = temporaryFolder();
	let store: Store;
	let handle: StoreHandle;
	let clock: ManualClock;
	let keeper: InboxKeeper;
	let executions: Executions;
	const warnings: string[] = [];
	let files = 0;

	beforeEach(async () => {
		store = await openStore({ file: folder.file(`store-${files++}.sqlite`) });
		clock = new ManualClock(new Date());
		// The clock of the database is the one that the test moves.
		const inbox = { ...store.inbox, clock: async () => clock.now() };
		handle = { location: 'store', use: async (work) => await work({ ...store, inbox }) };
		executions = new Executions();
		warnings.length = 0;
		keeper = new InboxKeeper({
			owner: HERE,
			clock,
			runsExecutions: true,
			isProvenDead: () => false,
		});
	});
	afterEach(async () => {
		await keeper.dispose();
		await store.close();
	});

	const listener = (more: Partial<RunningListener> = {}): RunningListener => ({
		key: KEY,
		store: async () => handle,
		keptDays: 35,
		collectMs: 0,
		start: executions.start,
		warn: (warning) => warnings.push(warning),
		...more,
	});
	const receive = async (id: string, hearer: Partial<Hearer> = {}, owner = HERE) => {
		const now = keeper.arrivalTime(handle);
		const options = receiving({ trigger: KEY, owner, now, hearer: { inOrder: true, ...hearer } });
		const { started, dueInMs } = await store.inbox.receive([message(id, id)], options);
		for (const { event } of started) keeper.start(KEY, [event]);
		if (dueInMs !== undefined) keeper.searchAfter(handle, dueInMs);
		await clock.settled();
	};
	const kept = () => store.inbox.withKeptEvents([KEY]);

	it('starts an execution at once, and releases its event when it has ended', async () => {
		keeper.run(listener());
		await receive('a');
		expect(executions.ids).toEqual([['a']]);
		expect(await kept()).toEqual([KEY]);
		executions.end(0);
		await clock.settled();
		expect(await kept()).toEqual([]);
	});

	it("starts a customer's next event as soon as the one before has ended", async () => {
		keeper.run(listener());
		await receive('a');
		await receive('b');
		expect(executions.ids).toEqual([['a']]);
		executions.end(0);
		await clock.settled();
		expect(executions.ids).toEqual([['a'], ['b']]);
	});

	it('starts joined messages when the customer has been silent for the time', async () => {
		keeper.run(listener());
		await receive('a', { joinMs: 4_000 });
		await clock.pass(1_000);
		await receive('b', { joinMs: 4_000 });
		await clock.pass(3_500);
		expect(executions.ids).toEqual([]);
		await clock.pass(1_000);
		expect(executions.started[0]?.[0]?.message?.text).toBe('a\nb');
	});

	it('starts what was received before its listener runs', async () => {
		await receive('a', { startsHere: false });
		keeper.run(listener());
		await clock.settled();
		expect(executions.ids).toEqual([['a']]);
	});

	it('starts an execution again that n8n refused', async () => {
		executions.fails = 1;
		keeper.run(listener());
		await receive('a');
		expect(executions.ids).toEqual([]);
		expect(warnings).toEqual([expect.stringContaining('tried again')]);
		await clock.pass(5_000);
		expect(executions.ids).toEqual([['a']]);
	});

	it('starts no later event of a customer before one that n8n refused', async () => {
		executions.fails = 30;
		keeper.run(listener());
		await receive('a');
		await receive('b');
		await clock.pass(120_000);
		executions.fails = 0;
		await clock.pass(6_000);
		expect(executions.ids).toEqual([['a']]);
		executions.end(0);
		await clock.settled();
		expect(executions.ids).toEqual([['a'], ['b']]);
	});

	it('takes over the events of a process that has been silent for half a minute, not before', async () => {
		const dead = { ...HERE, bootId: 'dead' };
		await receive('a', {}, dead);
		executions.started.length = 0;
		keeper.run(listener());
		await clock.pass(25_000);
		expect(executions.ids).toEqual([]);
		await clock.pass(15_000);
		expect(executions.started).toMatchObject([[{ id: 'a', redelivered: true }]]);
	});

	it('counts no process as dead before it has itself run for half a minute', async () => {
		keeper.run(listener());
		await clock.pass(25_000);
		expect(keeper.heartbeatIn(handle).deadBefore()).toEqual(new Date(0));
		await clock.pass(10_000);
		const silentFor = clock.now().getTime() - keeper.heartbeatIn(handle).deadBefore().getTime();
		expect(silentFor).toBe(30_000);
	});

	it('uses the clock of the database, however wrong its own clock is', async () => {
		const databaseNow = () => new Date(clock.now().getTime() - 3_600_000);
		const inbox = { ...store.inbox, clock: async () => databaseNow() };
		handle = { location: 'behind', use: async (work) => await work({ ...store, inbox }) };
		await keeper.heartbeatIn(handle).send();
		const living = { ...HERE, bootId: 'living' };
		await receive('a', {}, living);
		keeper.run(listener());
		for (let beats = 0; beats < 12; beats++) {
			await clock.pass(5_000);
			await store.inbox.heartbeat(living, databaseNow());
		}
		expect(executions.ids).toEqual([]);
		await clock.pass(45_000);
		expect(executions.started).toMatchObject([[{ id: 'a', redelivered: true }]]);
	});

	it('works on ten events of dead processes at a time', async () => {
		const dead = { ...HERE, bootId: 'dead' };
		for (let number = 0; number < 12; number++)
			await receive(`m${number}`, { inOrder: false }, dead);
		executions.started.length = 0;
		keeper.run(listener());
		await clock.pass(40_000);
		expect(executions.started).toHaveLength(10);
		executions.end(0);
		await clock.pass(1_000);
		expect(executions.started).toHaveLength(11);
	});

	it('starts waiting events a few at a time, so that other requests are answered in between', async () => {
		for (let number = 0; number < 60; number++)
			await receive(`m${number}`, { inOrder: false, startsHere: false });
		const atOnce: number[] = [];
		let before = 0;
		const count = () => {
			atOnce.push(executions.started.length - before);
			before = executions.started.length;
			counting = setImmediate(count);
		};
		let counting = setImmediate(count);
		keeper.run(listener());
		await clock.settled();
		clearImmediate(counting);
		expect(executions.started).toHaveLength(60);
		expect(Math.max(...atOnce)).toBe(25);
	});

	it('collects events for the time that its user chose', async () => {
		keeper.run(listener({ collectMs: 500 }));
		await receive('a', { inOrder: false });
		await clock.pass(400);
		await receive('b', { inOrder: false });
		expect(executions.ids).toEqual([]);
		await clock.pass(100);
		expect(executions.ids).toEqual([['a', 'b']]);
	});

	it('releases what no execution has begun, and keeps no timer, when it is disposed', async () => {
		await receive('a', { beginsAtOnce: false });
		await keeper.dispose();
		expect(clock.timers).toBe(0);
		const next = await store.inbox.startNext({
			listeners: [KEY],
			owner: { ...HERE, bootId: 'next' },
			now: new Date(),
			deadBefore: new Date(0),
			isProvenDead: () => false,
			beginsAtOnce: true,
			isStartedHere: () => false,
			mostRecovered: 0,
		});
		expect(next).toMatchObject([{ event: { id: 'a' }, isRecovered: false }]);
	});

	describe('in queue mode', () => {
		/** Calls back like a notice of another process. */
		let hear: ((dueInMs: number) => void) | undefined;
		let queued: InboxKeeper;
		let isStoreAway = false;

		beforeEach(() => {
			isStoreAway = false;
			const inbox = {
				...store.inbox,
				clock: async () => clock.now(),
				onWaiting: (heard: (dueInMs: number) => void) => {
					hear = heard;
					return () => {
						hear = undefined;
					};
				},
			};
			handle = {
				location: 'store',
				use: async (work) => {
					if (isStoreAway) throw new Error('The database is away');
					return await work({ ...store, inbox });
				},
			};
			queued = new InboxKeeper({
				owner: HERE,
				clock,
				runsExecutions: false,
				isProvenDead: () => false,
			});
		});
		afterEach(() => queued.dispose());

		it('starts events at once after a notice of another process, while a listener runs', async () => {
			const stop = queued.run(listener());
			await clock.settled();
			await receive('a', { startsHere: false });
			hear?.(0);
			await clock.settled();
			expect(executions.ids).toEqual([['a']]);
			stop();
			await clock.pass(1_000);
			expect(hear).toBeUndefined();
		});

		it('starts messages that another process left to be joined when they are due', async () => {
			queued.run(listener());
			await clock.settled();
			await receive('a', { startsHere: false, joinMs: 2_500 });
			hear?.(2_500);
			await clock.pass(2_400);
			expect(executions.ids).toEqual([]);
			await clock.pass(100);
			expect(executions.ids).toEqual([['a']]);
		});

		it("sends heartbeats while n8n's queue has an event of it, and no longer", async () => {
			let beats = 0;
			const { use } = handle;
			const counted = (opened: Store): Store => ({
				...opened,
				inbox: {
					...opened.inbox,
					heartbeat: async (...beat) => {
						beats++;
						await opened.inbox.heartbeat(...beat);
					},
				},
			});
			handle.use = async (work) => await use(async (opened) => await work(counted(opened)));
			const beatsWithin = async (milliseconds: number) => {
				const before = beats;
				await clock.pass(milliseconds);
				return beats - before;
			};
			queued.keepAlive(handle);
			await receive('a', { beginsAtOnce: false });
			await clock.pass(300_000);
			expect(await beatsWithin(60_000)).toBeGreaterThanOrEqual(10);
			await store.inbox.settle(KEY, [{ id: 'a', event: 'message' }]);
			await clock.pass(125_000);
			expect(await beatsWithin(60_000)).toBe(0);
		});

		it('starts an interrupted execution again when the store is back', async () => {
			queued.run(listener());
			await receive('a', { beginsAtOnce: false });
			const execution = {
				listener: KEY,
				executionId: '1',
				events: [{ id: 'a', event: 'message' }],
			} as const;
			const liveness = { owner: HERE, now: clock.now(), deadBefore: new Date(0) };
			await store.inbox.begin({
				...execution,
				...liveness,
				isRetry: false,
				isProvenDead: () => false,
			});
			isStoreAway = true;
			queued.interrupted(execution, handle);
			await clock.pass(20_000);
			expect(executions.ids).toEqual([]);
			isStoreAway = false;
			await clock.pass(10_000);
			expect(executions.started).toMatchObject([[{ id: 'a', redelivered: true }]]);
		});
	});

	it('records the count of forged webhooks with a heartbeat', async () => {
		keeper.countRefused(KEY, handle);
		keeper.countRefused(KEY, handle);
		await clock.pass(5_000);
		expect(await store.inbox.counts(KEY)).toMatchObject({ refused: 2 });
	});
});
