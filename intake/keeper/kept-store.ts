import type { Owner } from '../../store/contracts/owner';
import type { Store } from '../../store/contracts/store';
import type { ProcessClock, StoreHandle } from '../ports';
import { Heartbeat } from './heartbeat';

/** One conversation store that this process uses, and what the process keeps of it. */
export class KeptStore {
	readonly heartbeat: Heartbeat;
	/** Time of the next deletion of old records, on the clock of the store. */
	nextPruneAt = 0;
	/** Webhooks that could not be authenticated, by listener. */
	readonly #refused = new Map<string, number>();
	#isSearching = false;
	/** Whether another search was requested while one was running. */
	#searchesAgain = false;
	/** Stops listening to notices of other processes. */
	#stopHearing: (() => void) | undefined;
	#isForgotten = false;

	constructor(
		private readonly store: StoreHandle,
		owner: Owner,
		clock: ProcessClock,
	) {
		this.heartbeat = new Heartbeat(store, owner, clock);
	}

	/** Counts a webhook that could not be authenticated. It costs no write of its own. */
	countRefused(listener: string): void {
		this.#refused.set(listener, (this.#refused.get(listener) ?? 0) + 1);
	}

	/** Writes what `countRefused` has counted. */
	async flushRefused({ inbox }: Store): Promise<void> {
		for (const [listener, webhooks] of this.#refused) {
			this.#refused.delete(listener);
			await inbox.countRefused(listener, webhooks);
		}
	}

	/** Runs one search at a time. Requests during a search lead to one more. */
	search(work: () => Promise<void>): void {
		if (this.#isSearching) {
			this.#searchesAgain = true;
			return;
		}
		this.#isSearching = true;
		void work().finally(() => {
			this.#isSearching = false;
			if (!this.#searchesAgain) return;
			this.#searchesAgain = false;
			this.search(work);
		});
	}

	/** Calls `hear` for each notice of another process that events wait for a start, until `stopHearing`. */
	async hearNotices(hear: (dueInMs: number) => void): Promise<void> {
		if (this.#stopHearing !== undefined) return;
		this.#stopHearing = await this.store.use(async ({ inbox }) => inbox.onWaiting(hear));
		if (this.#isForgotten) this.stopHearing();
	}

	stopHearing(): void {
		this.#stopHearing?.();
		this.#stopHearing = undefined;
	}

	/** Stops all work for this store. */
	forget(): void {
		this.#isForgotten = true;
		this.stopHearing();
	}
}
