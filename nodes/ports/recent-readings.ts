/**
 * Caches values that were read from n8n, for a short time. n8n builds a JavaScript isolate for every credential that a
 * webhook reads (about 25 ms of CPU time, credentials-helper.js in 2.41): as much as for the webhook itself.
 */

/** Returns a time in ms that never decreases. */
export type Clock = () => number;

export const monotonic: Clock = () => performance.now();

interface Reading<T> {
	value: Promise<T>;
	/** ms, as of the clock. */
	readAt: number;
}

export class RecentReadings<T> {
	readonly #readings = new Map<string, Reading<T>>();

	/**
	 * Returns the cached value if it is younger than `age`, otherwise reads it again. Concurrent callers share one
	 * read. Failures are not cached.
	 *
	 * @param age ms
	 */
	async getFresh(
		age: number,
		key: string,
		read: () => Promise<T>,
		clock: Clock = monotonic,
	): Promise<T> {
		const known = this.#readings.get(key);
		if (known && clock() - known.readAt < age) return await known.value;
		const reading: Reading<T> = { value: read(), readAt: clock() };
		this.#readings.set(key, reading);
		try {
			return await reading.value;
		} catch (error) {
			if (this.#readings.get(key) === reading) this.#readings.delete(key);
			throw error;
		}
	}

	/** Clears the cache, so that the next values are read again. */
	forget(): void {
		this.#readings.clear();
	}
}
