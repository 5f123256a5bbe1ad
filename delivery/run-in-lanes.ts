/**
 * Works on several items concurrently, but never on two of the same lane: a customer gets messages in the order of the
 * items. Returns the results in the order of the items.
 */
export async function runInLanes<T>(
	count: number,
	options: {
		/** The largest number of items at once. */
		concurrency: number;
		/**
		 * Returns the lane of an item. Items with the same lane run one after the other. An item without a lane waits for no
		 * other.
		 */
		lane: (index: number) => string | undefined;
	},
	work: (index: number) => Promise<T>,
): Promise<T[]> {
	const results = new Array<T>(count);
	const lanes = new Map<string, Promise<void>>();
	let next = 0;
	let failed = false;

	const one = async (index: number): Promise<void> => {
		results[index] = await work(index);
	};
	const runner = async (): Promise<void> => {
		while (next < count && !failed) {
			const index = next++;
			const lane = options.lane(index);
			const before = lane === undefined ? undefined : lanes.get(lane);
			const mine = before ? before.then(() => (failed ? undefined : one(index))) : one(index);
			if (lane !== undefined) {
				// The next item of the lane waits for this one, but does not fail with it.
				const settled = mine.catch(() => undefined);
				lanes.set(lane, settled);
				void settled.then(() => {
					if (lanes.get(lane) === settled) lanes.delete(lane);
				});
			}
			try {
				await mine;
			} catch (error) {
				// Started items are finished; no other one is started.
				failed = true;
				throw error;
			}
		}
	};

	const runners = Array.from({ length: Math.min(options.concurrency, count) }, runner);
	const settled = await Promise.allSettled(runners);
	const firstFailure = settled.find((end) => end.status === 'rejected');
	if (firstFailure) throw firstFailure.reason;
	return results;
}
