import type { Owner } from '../../store/contracts/owner';
import type { ProcessClock, StoreHandle } from '../ports';

/**
 * Time of failed probes, in ms, after which the address counts as unreachable. While n8n starts or is busy, some may
 * fail. One that was reached once stays reachable: it does not change while the process lives.
 */
const FAILING_MS = 60_000;

/**
 * Notes in each store whether this process reaches n8n's address of waiting executions. A question is refused where the
 * process that runs the triggers does not, because nothing would end its wait.
 */
export class WaitingReach {
	readonly #noted = new Map<string, boolean>();
	#failingSince: number | undefined;
	#isProbing = false;
	#isReached: boolean | undefined;

	constructor(
		private readonly probe: () => Promise<boolean>,
		private readonly owner: Owner,
		private readonly clock: ProcessClock,
	) {}

	/** Probes the address until it is reached, and notes a change in the store. Call it with each heartbeat. */
	async note(store: StoreHandle): Promise<void> {
		await this.#probeUntilReached();
		const isReached = this.#isReached;
		if (isReached === undefined || this.#noted.get(store.location) === isReached) return;
		await store.use(({ waits }) => waits.noteReach(this.owner, isReached));
		this.#noted.set(store.location, isReached);
	}

	async #probeUntilReached(): Promise<void> {
		const now = this.clock.monotonic();
		if (this.#isReached === true || this.#isProbing) return;
		this.#isProbing = true;
		const isReached = await this.probe().finally(() => (this.#isProbing = false));
		if (isReached) this.#isReached = true;
		this.#failingSince = isReached ? undefined : (this.#failingSince ?? now);
		const failing = this.#failingSince === undefined ? 0 : now - this.#failingSince;
		if (failing >= FAILING_MS) this.#isReached = false;
	}
}
