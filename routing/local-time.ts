import { DateTime, IANAZone } from 'luxon';
import type { Period } from './clock-time';

/**
 * From the clock on the wall to the instant, in a named time zone. When clocks are put forward some times of the day
 * do not exist, when they are put back some exist twice, and in some places the missing hour is the one of midnight.
 */

/** Milliseconds since the epoch: `start` belongs to the span, `end` does not. */
export interface Span {
	start: number;
	end: number;
}

const MILLISECONDS_PER_MINUTE = 60_000;
/** Wider than the widest jump ever made (24 hours, when a place changes the side of the date line). */
const JUMP_SEARCH_MILLISECONDS = 36 * 60 * MILLISECONDS_PER_MINUTE;

/**
 * A part of a local day as instants. A start or end that does not exist becomes the moment of the jump; one that
 * exists twice becomes the first for the start and the second for the end, so that nobody is turned away early.
 *
 * @param date `YYYY-MM-DD`
 */
export function spanOfDay(date: string, period: Period, timeZone: string): Span {
	return {
		start: Math.min(...instantsOf(date, period.start, timeZone)),
		end: Math.max(...instantsOf(date, period.end, timeZone)),
	};
}

/** `YYYY-MM-DD` some days later, by the calendar alone. */
export function addDays(date: string, days: number): string {
	return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}

/** Whether it is a named zone. Names that mean the zone of the machine are not: the answer must not depend on it. */
export function isTimeZone(timeZone: string): boolean {
	return IANAZone.isValidZone(timeZone);
}

/** The instants at which the clock shows the time; the moment of the jump when it never does. */
function instantsOf(date: string, minutes: number, timeZone: string): number[] {
	const wanted = DateTime.fromISO(date, { zone: 'utc' }).plus({ minutes });
	const local = wanted.setZone(timeZone, { keepLocalTime: true });
	if (local.toFormat('yyyy-MM-dd HH:mm') === wanted.toFormat('yyyy-MM-dd HH:mm')) {
		return local.getPossibleOffsets().map((possible) => possible.toMillis());
	}
	return [jumpNear(local.toMillis(), timeZone)];
}

/** The instant at which the offset changes, to the minute: all jumps of the last century are on whole minutes. */
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
