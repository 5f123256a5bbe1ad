import { DateTime } from 'luxon';

/** Times in items: ISO 8601, SQL and mail dates, seconds or milliseconds since 1970, or date objects. */

/** Numbers below are seconds, others milliseconds. In seconds it is the year 5138, in milliseconds March 1973. */
const SECONDS_BELOW = 100_000_000_000;

const EPOCH = /^\d{9,14}$/;

/**
 * Returns the instant, or `undefined` when the value is not a time.
 *
 * @param zone time zone of a text without an offset
 */
export function readInstant(value: unknown, zone: string): Date | undefined {
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value;
	if (DateTime.isDateTime(value)) return value.isValid ? value.toJSDate() : undefined;
	if (typeof value === 'number') return fromEpoch(value);
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	if (EPOCH.test(text)) return fromEpoch(Number(text));
	for (const read of [DateTime.fromISO, DateTime.fromSQL, DateTime.fromRFC2822]) {
		const found = read(text, { zone });
		if (found.isValid) return found.toJSDate();
	}
	return undefined;
}

/** Returns the date `YYYY-MM-DD` of a date object from an expression. A text stays as it was typed. */
export function readDate(value: unknown): string {
	if (DateTime.isDateTime(value)) return value.toISODate() ?? '';
	return typeof value === 'string' ? value : '';
}

function fromEpoch(value: number): Date | undefined {
	const date = new Date(value < SECONDS_BELOW ? value * 1000 : value);
	return Number.isNaN(date.getTime()) ? undefined : date;
}
