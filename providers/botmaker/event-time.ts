/** Botmaker writes times in ISO 8601; a number counts as milliseconds since 1970. */

/** The last moment that ISO 8601 writes with four digits for the year. */
const LAST_MILLISECOND = 253_402_300_799_999;
/** The year 1973. Earlier times are not those of a message. */
const FIRST_MILLISECOND = 100_000_000_000;

/** Returns the time in ISO 8601 UTC; `otherwise` when it is missing or impossible. */
export function eventTime(time: unknown, otherwise: Date): string {
	const milliseconds =
		typeof time === 'number' ? time : typeof time === 'string' ? readText(time) : Number.NaN;
	return milliseconds >= FIRST_MILLISECOND && milliseconds <= LAST_MILLISECOND
		? new Date(milliseconds).toISOString()
		: otherwise.toISOString();
}

function readText(time: string): number {
	return /^\d{12,15}$/.test(time) ? Number(time) : Date.parse(time);
}
