import type { StoreHandle } from '../ports';
import type { EventName } from './running-executions';

interface Ended {
	store: () => Promise<StoreHandle>;
	events: EventName[];
}

/**
 * Notes in the store that executions have ended, so that no process starts their events again. Whatever ends while the
 * store is busy is noted together: one transaction for each listener.
 */
export class Settlement {
	readonly #ended = new Map<string, Ended>();
	readonly #busy = new Set<string>();

	/** @param whenNext called with a listener for which a next event of the same customer waits */
	constructor(private readonly whenNext: (listener: string, store: StoreHandle) => void) {}

	/** Adds events whose execution has ended. */
	add(listener: string, store: Ended['store'], events: readonly EventName[]): void {
		const before = this.#ended.get(listener)?.events ?? [];
		this.#ended.set(listener, { store, events: [...before, ...events] });
		void this.#settle(listener);
	}

	/** Tries again what the store could not note before. Until then a crash would repeat it. */
	retry(): void {
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
