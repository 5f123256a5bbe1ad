import type { Store } from '../store/contracts/store';

/**
 * The clock of a simulated business. Its page can move it, so that "Sunday night" and "hour 25" can be tested now. It runs
 * on from where it was set: only its offset from real time is kept.
 */

/** Ten years in ms. */
export const MAX_CLOCK_OFFSET_MS = 10 * 365 * 24 * 3_600_000;

/** Returns the time of this simulated business. `now` is real time. */
export async function simulatedNow(store: Store, businessId: string, now: Date): Promise<Date> {
	return new Date(now.getTime() + (await store.simulator.clockOffset(businessId)));
}

/**
 * Sets the clock of a business, within ten years of real time.
 *
 * @param offset ms ahead of real time; negative for behind
 */
export async function moveClock(store: Store, businessId: string, offset: number): Promise<void> {
	const within = Math.min(MAX_CLOCK_OFFSET_MS, Math.max(-MAX_CLOCK_OFFSET_MS, Math.round(offset)));
	await store.simulator.setClockOffset(businessId, within);
}
