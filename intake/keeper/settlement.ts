import type { StoreHandle } from '../ports';
import type { EventName } from './running-executions';

/** An execution, and the events that it works on. */
export interface WorkingExecution {
	listener: string;
	executionId: string;
	events: readonly EventName[];
}

interface Ended {
	store: () => Promise<StoreHandle>;
	events: EventName[];
}

/**
 * Records ended executions in the store, so that no process starts their events again, and interrupted ones, so that
 * one does. Ends that arrive while the store is busy are recorded together, in one transaction for each listener.
 */
export class Settlement {
	readonly #ended = new Map<string, Ended>();
	readonly #busy = new Set<string>();
	readonly #interrupted = new Map<WorkingExecution, StoreHandle>();

	/** @param whenNext called with a listener for which a next event of the same customer waits */
	constructor(private readonly whenNext: (listener: string, store: StoreHandle) => void) {}

	/** Adds events whose execution has ended. */
	add(listener: string, store: Ended['store'], events: readonly EventName[]): void {
		const before = this.#ended.get(listener)?.events ?? [];
		this.#ended.set(listener, { store, events: [...before, ...events] });
		void this.#settle(listener);
	}

	/**
	 * Releases the events of an interrupted execution, so that they start again. The interruption may be the loss of this
	 * store.
	 */
	async putBack(execution: WorkingExecution, store: StoreHandle): Promise<void> {
		const { listener, events, executionId } = execution;
		this.#interrupted.delete(execution);
		await store
			.use(({ inbox }) => inbox.putBack(listener, events, executionId))
			.catch(() => this.#interrupted.set(execution, store));
	}

	/** Tries again to record the ends that the store could not record. Until then a crash would repeat their events. */
	retry(): void {
		for (const [execution, store] of this.#interrupted) void this.putBack(execution, store);
		for (const listener of this.#ended.keys()) void this.#settle(listener);
	}

	async #settle(listener: string): Promise<void> {
		if (this.#busy.has(listener)) return;
		this.#busy.add(listener);
		for (let group = this.#ended.get(listener); group; group = this.#ended.get(listener)) {
			this.#ended.delete(listener);
			if (await this.#trySettle(listener, group)) continue;
			const since = this.#ended.get(listener)?.events ?? [];
			this.#ended.set(listener, { ...group, events: [...group.events, ...since] });
			break;
		}
		this.#busy.delete(listener);
	}

	async #trySettle(listener: string, { store, events }: Ended): Promise<boolean> {
		try {
			const handle = await store();
			const { hasNext } = await handle.use(({ inbox }) => inbox.settle(listener, events));
			if (hasNext) this.whenNext(listener, handle);
			return true;
		} catch {
			return false;
		}
	}
}
