import type { TranscriptEntry } from '../store/contracts/simulator';
import type { Store } from '../store/contracts/store';

/** Entries asked for at once. */
const PAGE_SIZE = 100;
/** No chat of a test has more; ends the widening below in any case. */
const MAX_PAGE_SIZE = 100_000;

export interface TranscriptPart {
	/** New entries, and earlier ones whose state has changed; oldest first. */
	entries: TranscriptEntry[];
	/** Where to read on. */
	last: number;
	/** Whether there may be more. */
	more: boolean;
}

/**
 * The part of a chat that follows `after`. The store repeats earlier entries whose state has changed; when those alone
 * fill the answer it is asked for more, or a reader would never get past them.
 */
export async function readOn(
	store: Store,
	businessId: string,
	after: number,
): Promise<TranscriptPart> {
	for (let limit = PAGE_SIZE; ; limit *= 4) {
		const entries = await store.simulator.transcript(businessId, after, limit);
		const last = entries.reduce((most, entry) => Math.max(most, entry.sequence), after);
		const full = entries.length >= limit;
		if (!full || last > after || limit >= MAX_PAGE_SIZE) {
			return { entries, last, more: full && last > after };
		}
	}
}
