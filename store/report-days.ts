import { DateTime } from 'luxon';

/** A period of a report, in the format of the times in the tables. `undefined`: no bound. */
export interface Stretch {
	key?: string;
	/** ISO 8601 UTC, included. */
	from?: string;
	/** ISO 8601 UTC, not included. */
	to?: string;
}

/** A little over ten years: a mistake in a date must not keep the database busy. */
const MOST_DAYS = 3_700;

/**
 * Returns the days of a zone. A day has 23 or 25 hours when clocks change, and begins at one o'clock where midnight is
 * skipped. The first and the last day are cut at the bounds.
 *
 * @throws RangeError for an unknown zone, and for more than ten years
 */
export function daysBetween(from: Date, to: Date, timeZone: string): Stretch[] {
	const days: Stretch[] = [];
	let day = DateTime.fromJSDate(from, { zone: timeZone }).startOf('day');
	if (!day.isValid) throw new RangeError(`"${timeZone}" is not a time zone`);
	if (from.getTime() >= to.getTime()) return days;
	while (day.toMillis() < to.getTime()) {
		if (days.length >= MOST_DAYS) throw new RangeError('A report by day covers ten years at most');
		const next = day.plus({ days: 1 }).startOf('day');
		days.push({
			key: day.toFormat('yyyy-MM-dd'),
			from: new Date(Math.max(day.toMillis(), from.getTime())).toISOString(),
			to: new Date(Math.min(next.toMillis(), to.getTime())).toISOString(),
		});
		day = next;
	}
	return days;
}
