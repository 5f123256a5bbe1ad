/** Times of day as people type them into a field, in minutes since the start of the day. */

export const MINUTES_PER_DAY = 1440;

const CLOCK = /^(\d{1,2})(?:[:.h](\d{2})?)?\s*([ap])?\.?m?\.?$/i;

/** Reads "9", "09:00", "9h30", "18.30", "6 pm"; "24:00" is the end of the day. `undefined` when it is not a time. */
export function parseClockTime(text: string): number | undefined {
	const found = CLOCK.exec(text.trim());
	if (!found) return undefined;
	const [, hourText = '', minuteText = '0', half] = found;
	const minute = Number(minuteText);
	let hour = Number(hourText);
	if (half) {
		if (hour < 1 || hour > 12) return undefined;
		hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
	}
	const total = hour * 60 + minute;
	return minute > 59 || total > MINUTES_PER_DAY ? undefined : total;
}

/** Part of a day. `end` may be on the next day, up to 24 hours after `start`. */
export interface Period {
	/** Minutes since the start of the day. */
	start: number;
	/** Minutes since the start of the same day. */
	end: number;
}

/**
 * Returns the period between two times of day. An end that is not after the start is on the next day: 22:00 to 02:00 is
 * four hours, and 00:00 to 00:00 is the whole day.
 */
export function parsePeriod(from: string, to: string): Period | undefined {
	const start = parseClockTime(from);
	const end = parseClockTime(to);
	if (start === undefined || end === undefined || start === MINUTES_PER_DAY) return undefined;
	return { start, end: end > start ? end : end + MINUTES_PER_DAY };
}

/** Reads "09:00-12:00, 14:00-18:00". The empty text has no periods. `undefined` when a part cannot be read. */
export function parsePeriods(text: string): Period[] | undefined {
	const periods: Period[] = [];
	for (const piece of text.split(/[,;\n]+/)) {
		const part = piece.replace(/\s+/g, ' ').trim();
		if (part === '') continue;
		const [from, to, ...rest] = part.split(/ ?[-–—] ?| (?:to|a|até|às) /i);
		const period = from && to && rest.length === 0 ? parsePeriod(from, to) : undefined;
		if (!period) return undefined;
		periods.push(period);
	}
	return periods;
}
