/**
 * Dates as people type them into a field: 2026-12-24, 24/12/2026, 12/24/2026, 24.12.2026. Without a year they mean every
 * year: 12-24, 24/12, 24.12.
 */

/** Order of day and month between slashes or dashes: Brazil writes the day first, the United States the month. */
export type DateOrder = 'dayFirst' | 'monthFirst';
export const DATE_ORDERS: readonly DateOrder[] = ['dayFirst', 'monthFirst'];

const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const WITHOUT_YEAR = /^(\d{2})-(\d{2})$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;
const YEAR_MISSING = /^(\d{1,2})([/.])(\d{1,2})\.?$/;

/** A leap year, so that 29 February is a day of every year. */
const ANY_YEAR = '2024';

const DAY_AND_MONTH = new Intl.DateTimeFormat('en-GB', {
	day: 'numeric',
	month: 'long',
	timeZone: 'UTC',
});

/**
 * Returns `YYYY-MM-DD`, or `MM-DD` for a date of every year, or `undefined` when it is not a date. Between dots the day
 * always comes first.
 */
export function readTypedDate(text: string, order: DateOrder): string | undefined {
	const iso = YEAR_FIRST.exec(text);
	if (iso) return existing(iso[1], iso[3], iso[4]);
	const yearly = WITHOUT_YEAR.exec(text);
	if (yearly) return existing(undefined, yearly[1], yearly[2]);
	const typed = YEAR_LAST.exec(text) ?? YEAR_MISSING.exec(text);
	if (!typed) return undefined;
	const [, first, separator, second, year] = typed;
	return order === 'dayFirst' || separator === '.'
		? existing(year, second, first)
		: existing(year, first, second);
}

/** Returns the day and the month of a date in words, such as "5 June". */
export function dayInWords(date: string): string {
	const full = date.length === 'MM-DD'.length ? `${ANY_YEAR}-${date}` : date;
	return DAY_AND_MONTH.format(new Date(`${full}T00:00:00Z`));
}

function existing(year: string | undefined, month = '', day = ''): string | undefined {
	const date = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	const full = `${year ?? ANY_YEAR}-${date}`;
	const parsed = new Date(`${full}T00:00:00Z`);
	const exists = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(full);
	if (!exists) return undefined;
	return year === undefined ? date : full;
}
