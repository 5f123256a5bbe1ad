import type { DeliveryState } from './event';

/**
 * Delivery receipts arrive late, twice and in any order. So the state of a message only moves up this order: a late
 * `sent` never replaces `read`. `failed` counts only below `delivered`, because a delivered message did not fail.
 * `deleted` is final.
 */
const RANK: Record<DeliveryState, number> = {
	accepted: 0,
	sent: 1,
	failed: 2,
	delivered: 3,
	read: 4,
	deleted: 5,
};

/** Returns the state after a receipt. The same set of receipts gives the same state in every order. */
export function advance(
	current: DeliveryState | undefined,
	reported: DeliveryState,
): DeliveryState {
	return current !== undefined && RANK[current] >= RANK[reported] ? current : reported;
}

/** Returns the rank of a state, so that a query can advance a state in one atomic statement. */
export function deliveryRank(state: DeliveryState): number {
	return RANK[state];
}
