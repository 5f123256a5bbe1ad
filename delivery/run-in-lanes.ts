/**
 * Works on many items at once, but never on two of the same lane (a person gets messages in the order of the items), and
 * gives the results in the order of the items.
 */
export async function runInLanes<T>(
	count: number,
	options: {
		/** How many may be under way at once. */
		concurrency: number;
		/** Items with the same lane go one after the other; `undefined` stands alone. */
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
				// Who comes next in the lane waits for this, but does not fail with it.
				const settled = mine.catch(() => undefined);
				lanes.set(lane, settled);
				void settled.then(() => {
					if (lanes.get(lane) === settled) lanes.delete(lane);
				});
			}
			try {
				await mine;
			} catch (error) {
				// Items that are under way are finished, no further one is begun.
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
