import { DateTime, IANAZone } from 'luxon';
import type { Period } from './clock-time';

/**
 * Local times and their instants in a named time zone. When clocks go forward, some local times do not exist; when they
 * go back, some exist twice. In some places the missing hour begins at midnight.
 */

/** Milliseconds since the epoch: `start` belongs to the span, `end` does not. */
export interface Span {
	start: number;
	end: number;
}

const MILLISECONDS_PER_MINUTE = 60_000;
/** Wider than the widest jump: 24 hours, when a place crosses the date line. */
const JUMP_SEARCH_MILLISECONDS = 36 * 60 * MILLISECONDS_PER_MINUTE;

/**
 * Returns a part of a local day as instants. A local time that does not exist becomes the instant of the jump. Of a time
 * that exists twice, the start is the first and the end is the second, so that the business does not close early.
 *
 * @param date `YYYY-MM-DD`
 */
export function spanOfDay(date: string, period: Period, timeZone: string): Span {
	return {
		start: Math.min(...instantsOf(date, period.start, timeZone)),
		end: Math.max(...instantsOf(date, period.end, timeZone)),
	};
}

/** Returns the date `YYYY-MM-DD` a number of days later, by the calendar alone. */
export function addDays(date: string, days: number): string {
	return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}

/**
 * Returns whether it is a named time zone. Names for the zone of the machine are refused, because no result may depend
 * on the machine.
 */
export function isTimeZone(timeZone: string): boolean {
	return IANAZone.isValidZone(timeZone);
}

/** Returns the instants of a local time, or the instant of the jump when the time does not exist. */
function instantsOf(date: string, minutes: number, timeZone: string): number[] {
	const wanted = DateTime.fromISO(date, { zone: 'utc' }).plus({ minutes });
	const local = wanted.setZone(timeZone, { keepLocalTime: true });
	if (local.toFormat('yyyy-MM-dd HH:mm') === wanted.toFormat('yyyy-MM-dd HH:mm')) {
		return local.getPossibleOffsets().map((possible) => possible.toMillis());
	}
	return [jumpNear(local.toMillis(), timeZone)];
}

/** Returns the instant at which the offset changes, to the minute. All jumps since 1926 are on whole minutes. */
function jumpNear(instant: number, timeZone: string): number {
	const offsetAt = (millis: number) => DateTime.fromMillis(millis, { zone: timeZone }).offset;
	let before = Math.floor((instant - JUMP_SEARCH_MILLISECONDS) / MILLISECONDS_PER_MINUTE);
	let after = Math.ceil((instant + JUMP_SEARCH_MILLISECONDS) / MILLISECONDS_PER_MINUTE);
	const offsetBefore = offsetAt(before * MILLISECONDS_PER_MINUTE);
	while (after - before > 1) {
		const middle = Math.floor((before + after) / 2);
		if (offsetAt(middle * MILLISECONDS_PER_MINUTE) === offsetBefore) before = middle;
		else after = middle;
	}
	return after * MILLISECONDS_PER_MINUTE;
}
