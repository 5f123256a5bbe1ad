import type { Owner } from '../../store/contracts/owner';
import type { ProcessClock, StoreHandle } from '../ports';

/** Time between two heartbeats. */
export const HEARTBEAT_MS = 5_000;
/** A process without a heartbeat for this long is dead. */
export const DEAD_AFTER_MS = 30_000;
/** A pause of this length between two of our own heartbeats is a gap. */
const GAP_MS = 3 * HEARTBEAT_MS;
/** A store that was not used for this long needs no heartbeat. */
const UNUSED_AFTER_MS = 2 * DEAD_AFTER_MS;

/**
 * The heartbeat of this process in one store, and the check of others. The store's clock counts for both, because the
 * clocks of two machines differ.
 */
export class Heartbeat {
	#usedAt: number;
	#holds = 0;
	#lastSentAt: number | undefined;
	#sendingSince: number | undefined;
	/** The store's clock minus the process's, in ms. */
	#clockAhead = 0;

	constructor(
		readonly store: StoreHandle,
		private readonly owner: Owner,
		private readonly clock: ProcessClock,
	) {
		this.#usedAt = clock.monotonic();
	}

	/** Keeps the heartbeat going for a while. */
	use(): void {
		this.#usedAt = this.clock.monotonic();
	}

	/** Keeps the heartbeat going until the returned function is called. */
	hold(): () => void {
		let isHeld = true;
		this.#holds++;
		return () => {
			if (isHeld) this.#holds--;
			isHeld = false;
			this.use();
		};
	}

	isUnused(): boolean {
		return this.#holds === 0 && this.clock.monotonic() - this.#usedAt > UNUSED_AFTER_MS;
	}

	/** Records that this process lives. */
	async send(): Promise<void> {
		await this.store.use(async ({ inbox }) => {
			const storeNow = await inbox.clock();
			this.#clockAhead = storeNow.getTime() - this.clock.now().getTime();
			await inbox.heartbeat(this.owner, storeNow);
		});
		const now = this.clock.monotonic();
		if (this.#lastSentAt === undefined || now - this.#lastSentAt > GAP_MS) this.#sendingSince = now;
		this.#lastSentAt = now;
	}

	/** Returns the present time on the store's clock. */
	now(): Date {
		return new Date(this.clock.now().getTime() + this.#clockAhead);
	}

	/**
	 * Returns a time: a process whose last heartbeat is older counts as dead. After a gap in this process's own
	 * heartbeats, others get time to renew theirs, because the database or this machine may have stopped.
	 */
	deadBefore(): Date {
		const now = this.clock.monotonic();
		const mayJudge =
			this.#sendingSince !== undefined &&
			this.#lastSentAt !== undefined &&
			now - this.#lastSentAt <= GAP_MS &&
			now - this.#sendingSince >= DEAD_AFTER_MS;
		return mayJudge ? new Date(this.now().getTime() - DEAD_AFTER_MS) : new Date(0);
	}
}
