import type { DeliveryState } from './event';

/**
 * Delivery receipts arrive late, twice and in any order. The state of a message therefore only ever moves up this
 * ladder: a late `sent` never undoes `read`. `failed` counts only while nothing better is known (a message that was
 * delivered did not fail); `deleted` is final.
 */
const RANK: Record<DeliveryState, number> = {
	accepted: 0,
	sent: 1,
	failed: 2,
	delivered: 3,
	read: 4,
	deleted: 5,
};

/** The state after a receipt: the same set of receipts gives the same state in every order. */
export function advance(
	current: DeliveryState | undefined,
	reported: DeliveryState,
): DeliveryState {
	return current !== undefined && RANK[current] >= RANK[reported] ? current : reported;
}

/** For queries that advance a state in one atomic statement. */
export function deliveryRank(state: DeliveryState): number {
	return RANK[state];
}
