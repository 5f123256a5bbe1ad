/**
 * The arithmetic of pacing: the generic cell rate algorithm. The state of a bucket is one number: the earliest moment
 * at which the next message conforms. So an update is one atomic statement wherever the bucket is kept.
 */

export interface Rate {
	perSecond: number;
	/** The number of messages that may leave at once after a pause. At least 1. */
	burst: number;
	/** The largest number of messages that may arrive in any second. */
	mostInASecond?: number;
}

/**
 * Reserves `count` slots in the stream.
 *
 * @param conformsAt when the bucket is full again, in ms since the epoch; 0 for a bucket that was never used
 * @returns the times at which the messages of the slots may leave (ms, ascending), and the bucket's new `conformsAt`
 */
export function reserve(
	conformsAt: number,
	rate: Rate,
	count: number,
	now: number,
): { times: number[]; conformsAt: number } {
	const start = Math.max(conformsAt, now);
	return {
		times: slotTimes(start, rate, count, now),
		conformsAt: start + (count * 1000) / rate.perSecond,
	};
}

/** Returns the times of `count` slots in a stretch of the stream that begins at `start`. */
export function slotTimes(start: number, rate: Rate, count: number, now: number): number[] {
	const interval = 1000 / rate.perSecond;
	const tolerance = (Math.max(1, rate.burst) - 1) * interval;
	return Array.from({ length: count }, (_, slot) =>
		Math.max(now, start + slot * interval - tolerance),
	);
}
