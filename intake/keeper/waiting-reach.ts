import type { Owner } from '../../store/contracts/owner';
import type { ProcessClock, StoreHandle } from '../ports';

/** Time between two probes after a success, in ms. */
const PROBE_EVERY_MS = 600_000;
/** Failed probes in a row after which the address counts as unreachable. While n8n starts, the first ones may fail. */
const FAILURES = 3;

/**
 * Notes in each store whether this process reaches n8n's address of waiting executions. A question is refused where the
 * process that runs the triggers does not, because nothing would end its wait.
 */
export class WaitingReach {
	readonly #noted = new Map<string, boolean>();
	#failures = 0;
	#isReached: boolean | undefined;
	#probedAt = 0;

	constructor(
		private readonly probe: () => Promise<boolean>,
		private readonly owner: Owner,
		private readonly clock: ProcessClock,
	) {}

	/** Probes the address if that is due, and notes a change in the store. Call it with each heartbeat. */
	async note(store: StoreHandle): Promise<void> {
		await this.#probeIfDue();
		const isReached = this.#isReached;
		if (isReached === undefined || this.#noted.get(store.location) === isReached) return;
		await store.use(({ waits }) => waits.noteReach(this.owner, isReached));
		this.#noted.set(store.location, isReached);
	}

	async #probeIfDue(): Promise<void> {
		const now = this.clock.monotonic();
		const isSure = this.#isReached === true && this.#failures === 0;
		if (isSure && now - this.#probedAt < PROBE_EVERY_MS) return;
		this.#probedAt = now;
		const isReached = await this.probe();
		this.#failures = isReached ? 0 : this.#failures + 1;
		if (isReached || this.#failures >= FAILURES) this.#isReached = isReached;
	}
}
