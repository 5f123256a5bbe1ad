import { setImmediate as yieldToOthers } from 'node:timers/promises';

import type { MessagingEvent } from '../../messaging/event';
import type { Owner } from '../../store/contracts/owner';
import type { StartedEvent } from '../../store/contracts/inbox';
import type { Store } from '../../store/contracts/store';
import type { ExecutionCall } from '../../store/contracts/waits';
import { explainFailure } from '../../store/store-error';
import type { ProcessClock, RunningListener, StoreHandle } from '../ports';
import { EventCollector } from './event-collector';
import { HEARTBEAT_MS, type Heartbeat } from './heartbeat';
import { isAskedInstead } from '../recognise/question-answer';
import { KeptStore } from './kept-store';
import { RunningExecutions, type EventName } from './running-executions';
import { Settlement, type WorkingExecution } from './settlement';
import type { WaitingExecutions } from './waiting-executions';

/** Time between two searches for events that wait for their turn, in case a notice was lost. */
const SEARCH_EVERY_MS = 1_000;
/** Wait before an execution that n8n refused is started again. */
const RETRY_START_MS = 5_000;
/**
 * Largest number of concurrent executions with events of dead processes. With all of them at once, a process that
 * crashes again and again would finish none.
 */
const RECOVERED_AT_ONCE = 10;
/** A recovered execution that takes longer than this makes room for the next one. */
const LONGEST_RECOVERY_STEP_MS = 30_000;
/** Executions that start before other requests are answered. */
const STARTED_AT_ONCE = 25;
const DAY_MS = 24 * 3_600_000;
const PRUNE_EVERY_MS = 3_600_000;

export interface InboxKeeperOptions {
	owner: Owner;
	clock: ProcessClock;
	/**
	 * Whether n8n runs executions in the process that starts them (regular mode). In queue mode the execution itself
	 * notes its beginning and its end, wherever it runs.
	 */
	runsExecutions: boolean;
	/** Returns whether a process of this machine is proven to have ended, by its recorded identity. */
	isProvenDead: (identity: string) => boolean;
	/** Called with each heartbeat in a store whose listeners run here: work that becomes due with time. */
	doDueWork?: (
		store: StoreHandle,
		listeners: readonly RunningListener[],
		now: Date,
	) => Promise<void>;
	/** Absent: executions that wait for customers are not called. */
	waitingExecutions?: WaitingExecutions;
}

/**
 * Keeps the durable inbox of this process. Sends heartbeats to each store in use, and takes over the events of dead
 * processes. Starts the executions of the listeners that run here, and records their ends.
 */
export class InboxKeeper {
	readonly #options: InboxKeeperOptions;
	readonly #listeners = new Set<RunningListener>();
	readonly #stores = new Map<string, KeptStore>();
	readonly #running = new RunningExecutions();
	readonly #settlement: Settlement;
	readonly #collector: EventCollector;
	#recovering = 0;
	#lastArrival = 0;
	#timers: Array<() => void> = [];

	constructor(options: InboxKeeperOptions) {
		this.#options = options;
		this.#settlement = new Settlement((_listener, store) => this.search(store));
		this.#collector = new EventCollector(options.clock, (listener, events) => {
			void this.#run(listener, events);
		});
	}

	/** Keeps a heartbeat in the store. Every process that receives events or runs executions needs it. */
	keepAlive(store: StoreHandle): void {
		this.#kept(store).heartbeat.use();
		this.#startTimers();
	}

	/** Keeps the heartbeat going until the returned function is called, e.g. while an execution runs here. */
	holdAlive(store: StoreHandle): () => void {
		this.keepAlive(store);
		return this.#kept(store).heartbeat.hold();
	}

	/** Starts the executions of a listener in this process from now on. Returns a function that stops this. */
	run(listener: RunningListener): () => void {
		this.#listeners.add(listener);
		this.#startTimers();
		void this.#searchFor(listener);
		return () => {
			this.#listeners.delete(listener);
			this.#collector.flush(listener);
		};
	}

	/** Returns whether the listener runs in this process. */
	isRunning(key: string): boolean {
		return this.#newest(key) !== undefined;
	}

	/** Starts one execution with events that the store has marked as started by this process. */
	start(key: string, events: readonly MessagingEvent[]): void {
		const listener = this.#newest(key);
		if (listener === undefined || events.length === 0) return;
		if (listener.collectMs > 0) this.#collector.add(listener, events);
		else void this.#run(listener, events);
	}

	/** The option `runsExecutions`. */
	get runsExecutions(): boolean {
		return this.#options.runsExecutions;
	}

	/** The option `isProvenDead`. */
	get isProvenDead(): (identity: string) => boolean {
		return this.#options.isProvenDead;
	}

	/** Returns whether this process has started an execution with the event that has not ended yet. */
	hasStarted(key: string, event: EventName): boolean {
		return this.#running.has(key, event);
	}

	/** Records that executions have ended. */
	ended(key: string, store: () => Promise<StoreHandle>, events: readonly EventName[]): void {
		this.#settlement.add(key, store, events);
	}

	/** Releases the events of an interrupted execution, so that they start again. */
	interrupted(execution: WorkingExecution, store: StoreHandle): void {
		void this.#settlement.putBack(execution, store);
	}

	/** Calls executions that wait for a customer. */
	call(store: StoreHandle, calls: readonly ExecutionCall[]): void {
		void this.#options.waitingExecutions?.call(store, calls);
	}

	/** Counts a webhook that could not be authenticated. It costs no write of its own. */
	countRefused(key: string, store: StoreHandle): void {
		this.#kept(store).countRefused(key);
		this.#startTimers();
	}

	/** Starts the waiting events of listeners that run here. */
	search(store: StoreHandle): void {
		const kept = this.#kept(store);
		kept.search(() => this.#searchIn(kept));
	}

	/** Starts waiting events in this number of milliseconds, when messages are due to be joined; at once for 0. */
	searchAfter(store: StoreHandle, milliseconds: number): void {
		if (milliseconds > 0) this.#options.clock.after(milliseconds, () => this.search(store));
		else this.search(store);
	}

	/**
	 * Returns the present time on the store's clock, but always later than before, so that it gives the order of arrival.
	 */
	arrivalTime(store: StoreHandle): Date {
		const now = this.heartbeatIn(store).now().getTime();
		this.#lastArrival = Math.max(now, this.#lastArrival + 1);
		return new Date(this.#lastArrival);
	}

	/** Returns the heartbeat of this process in a store, for executions that begin here. */
	heartbeatIn(store: StoreHandle): Heartbeat {
		return this.#kept(store).heartbeat;
	}

	/**
	 * Stops all timers. Releases the events whose executions have not begun, so that another process starts them at once.
	 * Events of running executions are taken over if these do not end.
	 */
	async dispose(): Promise<void> {
		for (const stop of this.#timers) stop();
		this.#timers = [];
		for (const listener of this.#listeners) this.#collector.flush(listener);
		this.#listeners.clear();
		const stores = [...this.#stores.values()];
		this.#stores.clear();
		for (const kept of stores) kept.forget();
		const giveBack = ({ heartbeat }: KeptStore) =>
			heartbeat.store.use(({ inbox }) => inbox.giveBack(this.#options.owner));
		await Promise.allSettled(stores.map(giveBack));
	}

	#startTimers(): void {
		if (this.#timers.length > 0) return;
		const { clock } = this.#options;
		this.#timers = [
			clock.every(HEARTBEAT_MS, () => void this.#sendHeartbeats()),
			clock.every(SEARCH_EVERY_MS, () => this.#searchEverywhere()),
		];
	}

	#kept(store: StoreHandle): KeptStore {
		const known = this.#stores.get(store.location);
		if (known) return known;
		const { owner, clock } = this.#options;
		const kept = new KeptStore(store, owner, clock);
		this.#stores.set(store.location, kept);
		return kept;
	}

	/** Returns the newest listener with this key. While a workflow is published again, there may be two. */
	#newest(key: string): RunningListener | undefined {
		return [...this.#listeners].reverse().find((listener) => listener.key === key);
	}

	async #run(listener: RunningListener, events: readonly MessagingEvent[]): Promise<void> {
		this.#running.add(listener.key, events);
		try {
			const end = await listener.start(events);
			if (this.#options.runsExecutions || end === 'cancelled') {
				this.ended(listener.key, listener.store, events);
			}
			this.#running.remove(listener.key, events);
		} catch (error) {
			listener.warn(`An execution could not be started and is tried again (${nameOf(error)}).`);
			this.#releaseLater(listener, events);
		}
	}

	/**
	 * Releases events after a pause. Until then the customer's turn stays taken, so that no later event starts before
	 * these.
	 */
	#releaseLater(listener: RunningListener, events: readonly MessagingEvent[]): void {
		this.#options.clock.after(RETRY_START_MS, () => void this.#release(listener, events));
	}

	async #release(listener: RunningListener, events: readonly MessagingEvent[]): Promise<void> {
		const { owner } = this.#options;
		try {
			const store = await listener.store();
			await store.use(({ inbox }) => inbox.release(listener.key, events, owner));
			this.#running.remove(listener.key, events);
			this.search(store);
		} catch (error) {
			warnUnavailable(listener, error);
			this.#releaseLater(listener, events);
		}
	}

	async #sendHeartbeats(): Promise<void> {
		const here = await this.#listenersByStore();
		this.#settlement.retry();
		for (const [location, kept] of this.#stores)
			void this.#sendHeartbeatIn(kept, here.get(location) ?? []);
	}

	async #sendHeartbeatIn(kept: KeptStore, here: readonly RunningListener[]): Promise<void> {
		try {
			if (await this.#forgetUnused(kept)) return;
			await kept.heartbeat.send();
			await kept.heartbeat.store.use(async (store) => {
				await kept.flushRefused(store);
				await this.#prune(store, kept, here);
			});
			if (here.length === 0) return;
			await this.#options.doDueWork?.(kept.heartbeat.store, here, kept.heartbeat.now());
		} catch (error) {
			for (const listener of here) warnUnavailable(listener, error);
		}
	}

	/**
	 * Stops using a store that needs no heartbeat. Events of this process in n8n's queue still need one: without it they
	 * would count as those of a dead process.
	 */
	async #forgetUnused(kept: KeptStore): Promise<boolean> {
		const { heartbeat } = kept;
		if (!heartbeat.isUnused()) return false;
		const holds = ({ inbox }: Store) => inbox.isHolding(this.#options.owner);
		if (await heartbeat.store.use(holds).catch(() => false)) heartbeat.use();
		if (!heartbeat.isUnused()) return false;
		this.#stores.delete(heartbeat.store.location);
		kept.forget();
		return true;
	}

	#searchEverywhere(): void {
		for (const { heartbeat } of this.#stores.values()) this.search(heartbeat.store);
	}

	async #searchFor(listener: RunningListener): Promise<void> {
		try {
			const store = await listener.store();
			this.keepAlive(store);
			await this.#kept(store).heartbeat.send();
			this.search(store);
		} catch (error) {
			warnUnavailable(listener, error);
		}
	}

	async #searchIn(kept: KeptStore): Promise<void> {
		const here = (await this.#listenersByStore()).get(kept.heartbeat.store.location) ?? [];
		if (here.length === 0) return kept.stopHearing();
		void this.#callWaiting(kept, here);
		try {
			await kept.hearNotices((dueInMs) => this.searchAfter(kept.heartbeat.store, dueInMs));
			const { owner, runsExecutions, isProvenDead } = this.#options;
			const next = await kept.heartbeat.store.use(({ inbox }) =>
				inbox.startNext({
					listeners: here.map(({ key }) => key),
					owner,
					now: kept.heartbeat.now(),
					deadBefore: kept.heartbeat.deadBefore(),
					isProvenDead,
					beginsAtOnce: runsExecutions,
					isStartedHere: (key, event) => runsExecutions && this.#running.has(key, event),
					isAskedInstead: (key, event, question) =>
						this.#newest(key)?.hearsAnswers !== true && isAskedInstead(event, question),
					mostRecovered: Math.max(0, RECOVERED_AT_ONCE - this.#recovering),
				}),
			);
			await this.#startNext(next, kept.heartbeat.store);
		} catch (error) {
			for (const listener of here) warnUnavailable(listener, error);
		}
	}

	/**
	 * Starts the next events. Unless the user collects events, each gets an execution of its own, because they did not
	 * arrive together.
	 */
	async #startNext(next: readonly StartedEvent[], store: StoreHandle): Promise<void> {
		for (const [position, { listener: key, event, isRecovered }] of next.entries()) {
			if (position > 0 && position % STARTED_AT_ONCE === 0) await yieldToOthers();
			const listener = this.#newest(key);
			if (listener === undefined) continue;
			if (listener.collectMs > 0) this.#collector.add(listener, [event]);
			else if (isRecovered) void this.#recover(listener, event, store);
			else void this.#run(listener, [event]);
		}
	}

	async #recover(
		listener: RunningListener,
		event: MessagingEvent,
		store: StoreHandle,
	): Promise<void> {
		this.#recovering++;
		const waited = new Promise<void>((resolve) =>
			this.#options.clock.after(LONGEST_RECOVERY_STEP_MS, resolve),
		);
		await Promise.race([this.#run(listener, [event]), waited]);
		this.#recovering--;
		this.search(store);
	}

	/** Calls the executions that wait for a customer and are due. */
	async #callWaiting(kept: KeptStore, here: readonly RunningListener[]): Promise<void> {
		const { store } = kept.heartbeat;
		const { waitingExecutions } = this.#options;
		const unreachable = (await waitingExecutions?.look(store, kept.heartbeat.now())) ?? 0;
		if (unreachable === 0) return;
		here[0]?.warn(
			`${unreachable} executions that wait for a reply could not be reached, neither at this process nor at the public address of n8n. They are called again. Check N8N_PORT and WEBHOOK_URL.`,
		);
	}

	async #listenersByStore(): Promise<Map<string, RunningListener[]>> {
		const groups = new Map<string, RunningListener[]>();
		for (const listener of this.#listeners) {
			try {
				const store = await listener.store();
				this.#kept(store).heartbeat.use();
				groups.set(store.location, [...(groups.get(store.location) ?? []), listener]);
			} catch (error) {
				warnUnavailable(listener, error);
			}
		}
		return groups;
	}

	/** Deletes old records, if listeners run here. Other processes do not know how long their users keep records. */
	async #prune(store: Store, kept: KeptStore, here: readonly RunningListener[]): Promise<void> {
		const now = kept.heartbeat.now().getTime();
		if (here.length === 0 || now < kept.nextPruneAt) return;
		kept.nextPruneAt = now + PRUNE_EVERY_MS;
		const days = Math.max(...here.map(({ keptDays }) => keptDays));
		await store.prune(new Date(now - days * DAY_MS), new Date(now));
	}
}

function warnUnavailable(listener: RunningListener, error: unknown): void {
	listener.warn(`The conversation store cannot be used: ${explainFailure(error)}`);
}

function nameOf(error: unknown): string {
	return error instanceof Error ? error.name : 'unknown';
}
