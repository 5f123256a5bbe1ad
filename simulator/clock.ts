import type { Store } from '../store/contracts/store';

/**
 * Every simulated business has a clock of its own that its page can move, so that "Sunday night" and "hour 25" can be
 * tried out now. It runs on from where it was set: only its distance from real time is kept.
 */

/** Ten years in ms: far enough for any test, near enough for every calendar. */
export const MAX_CLOCK_OFFSET_MS = 10 * 365 * 24 * 3_600_000;

/** What time it is for this simulated business. `now` is real time. */
export async function simulatedNow(store: Store, businessId: string, now: Date): Promise<Date> {
	return new Date(now.getTime() + (await store.simulator.clockOffset(businessId)));
}

/** Sets the clock ahead of real time by so many ms (behind, when negative), within ten years. */
export async function moveClock(store: Store, businessId: string, offset: number): Promise<void> {
	const within = Math.min(MAX_CLOCK_OFFSET_MS, Math.max(-MAX_CLOCK_OFFSET_MS, Math.round(offset)));
	await store.simulator.setClockOffset(businessId, within);
}
