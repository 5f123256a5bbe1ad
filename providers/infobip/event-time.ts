/** Infobip's times: `2026-09-14T07:41:05.220+0000`, without a colon in the offset, and milliseconds from Viber bots. */

/** The last moment that ISO 8601 writes with four digits for the year. */
const LAST_MILLISECOND = 253_402_300_799_999;
const TIME_FORMAT =
	/^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)\s*(Z|[+-]\d\d:?(?:\d\d)?)?$/i;

/** Returns the first time that can be read, else `otherwise`, in ISO 8601 UTC. */
export function eventTime(times: readonly unknown[], otherwise: Date): string {
	for (const time of times) {
		const read = readTime(time);
		if (read !== undefined) return read;
	}
	return otherwise.toISOString();
}

/** Returns ISO 8601 UTC, or `undefined`. A time without an offset is UTC. */
export function readTime(time: unknown): string | undefined {
	const milliseconds = typeof time === 'string' ? Date.parse(toIsoFormat(time)) : time;
	if (typeof milliseconds !== 'number') return undefined;
	if (!(milliseconds > 0 && milliseconds <= LAST_MILLISECOND)) return undefined;
	return new Date(milliseconds).toISOString();
}

function toIsoFormat(time: string): string {
	const [, date, clock, offset = 'Z'] = TIME_FORMAT.exec(time.trim()) ?? [];
	if (date === undefined) return '';
	if (offset.toUpperCase() === 'Z') return `${date}T${clock}Z`;
	const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
	return `${date}T${clock}${offset[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}
