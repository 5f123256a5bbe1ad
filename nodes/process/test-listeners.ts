import type { ProcessClock, StoreHandle } from '../../intake/ports';

/** A "Listen for test event" that runs beside a published workflow on the same number. */
export interface TestListener {
	/** Key with `test:` in front. */
	key: string;
	store: StoreHandle;
	/** Has n8n start the test run with the kept event; resolves when n8n has answered. */
	relay: () => Promise<void>;
}

/** Time between two checks for an event that was kept for a test run. */
const CHECK_EVERY_MS = 500;

/**
 * The test runs that this process of n8n listens for. While a published workflow listens to the number, nothing changes
 * at the provider. An event is also kept for the test run, and this process passes it to the test address, once.
 * Production does not wait for it.
 */
export class TestListeners {
	readonly #listeners = new Map<string, TestListener>();
	#stop: (() => void) | undefined;

	constructor(private readonly clock: ProcessClock) {}

	add(listener: TestListener): void {
		this.#listeners.set(listener.key, listener);
		this.#stop ??= this.clock.every(CHECK_EVERY_MS, () => void this.#check());
	}

	remove(key: string): void {
		this.#listeners.delete(key);
		if (this.#listeners.size === 0) this.dispose();
	}

	dispose(): void {
		this.#stop?.();
		this.#stop = undefined;
		this.#listeners.clear();
	}

	async #check(): Promise<void> {
		for (const listener of [...this.#listeners.values()]) {
			try {
				const { store, key } = listener;
				const kept = await store.use(({ inbox }) => inbox.withKeptEvents([key]));
				if (kept.length === 0 || !this.#listeners.has(key)) continue;
				this.remove(key);
				await listener.relay();
			} catch {
				// The store or n8n does not answer now. While the listener exists, the next check tries again.
			}
		}
	}
}
