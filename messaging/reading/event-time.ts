/** WhatsApp's times: whole seconds since 1970, as text in messages and statuses, as a number elsewhere. */

const MILLISECONDS_PER_SECOND = 1000;
/** Larger numbers are milliseconds: in seconds it is the year 5138, in milliseconds 1973. */
const SMALLEST_MILLISECONDS = 100_000_000_000;
/** The last moment that ISO 8601 writes with four digits for the year. */
const LAST_MILLISECOND = 253_402_300_799_999;

/** Returns ISO 8601 UTC; `otherwise` when the time is missing or impossible. */
export function eventTime(time: unknown, otherwise: Date): string {
	return readTime(time) ?? otherwise.toISOString();
}

/** Returns ISO 8601 UTC, or `undefined`. */
export function readTime(time: unknown): string | undefined {
	const isNumeric =
		typeof time === 'number' || (typeof time === 'string' && /^\d{1,15}$/.test(time));
	const amount = isNumeric ? Number(time) : 0;
	const milliseconds = amount < SMALLEST_MILLISECONDS ? amount * MILLISECONDS_PER_SECOND : amount;
	if (!(milliseconds > 0 && milliseconds <= LAST_MILLISECOND)) return undefined;
	return new Date(milliseconds).toISOString();
}
