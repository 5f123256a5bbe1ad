import { DateTime } from 'luxon';

import type { Parties } from '../../store/contracts/parties';
import type { Store } from '../../store/contracts/store';

const RECOUNT_AFTER_MS = 60_000;

/** Counts the service messages of a business number that were delivered this month, at most once a minute. */
export function serviceMessageCounter(clock: () => number) {
	const counts = new Map<string, { month: string; delivered: number; countedAt: number }>();

	return async (store: Store, parties: Parties, timeZone: string, now: Date): Promise<number> => {
		const start = DateTime.fromJSDate(now, { zone: timeZone }).startOf('month');
		const month = start.toFormat('yyyy-MM');
		const key = JSON.stringify([parties.provider, parties.businessId, timeZone]);
		const known = counts.get(key);
		const isFresh = known?.month === month && clock() - known.countedAt < RECOUNT_AFTER_MS;
		if (isFresh) return known.delivered;
		const end = start.plus({ months: 1 });
		const { delivered } = await store.reports.serviceMessages(
			parties,
			start.toJSDate(),
			end.toJSDate(),
		);
		counts.set(key, { month, delivered, countedAt: clock() });
		return delivered;
	};
}
