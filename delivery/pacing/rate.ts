/**
 * How fast messages may leave, as arithmetic. The generic cell rate algorithm: one number, the earliest moment at which
 * the next message conforms, says everything, so that a whole bucket is one atomic update wherever it is kept.
 */

export interface Rate {
	perSecond: number;
	/** How many may leave at once after a pause; at least 1. */
	burst: number;
	/** However unevenly they get there, no more than so many arrive in any second. */
	mostInASecond?: number;
}

/**
 * Takes `count` places in the stream.
 *
 * @param conformsAt when the bucket is full again, in ms since the epoch; 0 for a bucket that was never used
 * @returns when each place may leave (ms, ascending), and the bucket's new `conformsAt`
 */
export function reserve(
	conformsAt: number,
	rate: Rate,
	count: number,
	now: number,
): { times: number[]; conformsAt: number } {
	const start = Math.max(conformsAt, now);
	return {
		times: placesFrom(start, rate, count, now),
		conformsAt: start + (count * 1000) / rate.perSecond,
	};
}

/** When each of `count` places may leave whose stretch of the stream begins at `start`. */
export function placesFrom(start: number, rate: Rate, count: number, now: number): number[] {
	const interval = 1000 / rate.perSecond;
	const tolerance = (Math.max(1, rate.burst) - 1) * interval;
	return Array.from({ length: count }, (_, place) =>
		Math.max(now, start + place * interval - tolerance),
	);
}
