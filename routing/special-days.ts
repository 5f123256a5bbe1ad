import type { SettingsProblem } from './decision';
import { parsePeriods, type Period } from './clock-time';
import { DATE_ORDERS, dayInWords, readTypedDate } from './typed-date';

/**
 * Special days: dates on which the opening hours of the week do not apply. The business is closed, or has hours of its
 * own. A special day is one date or a range, of one year or of every year. Where two overlap, the first applies.
 */

export interface SpecialDayRule {
	/** Name for the answer to customers, e.g. "Company anniversary". */
	name?: string;
	/** A date as people type it; without a year it means every year. */
	from: string;
	/** The last day. Empty for one day. */
	to?: string;
	/** Own hours, e.g. "09:00-12:00, 14:00-18:00". Empty or missing: closed. */
	hours?: string;
}

export interface SpecialDay {
	name?: string;
	/** Empty: closed. */
	periods: readonly Period[];
}

/** Look-up of the special day of a date `YYYY-MM-DD`. */
export type SpecialDays = (date: string) => SpecialDay | undefined;

interface Range extends SpecialDay {
	from: string;
	to: string;
	yearly: boolean;
}

export function compileSpecialDays(rules: readonly SpecialDayRule[]): {
	problems: SettingsProblem[];
	find: SpecialDays;
} {
	const problems: SettingsProblem[] = [];
	const ranges: Range[] = [];
	rules.forEach((rule, index) => {
		const range = readRange(rule);
		if (typeof range === 'string') {
			problems.push({
				rule: index,
				problem: `The special day "${rule.name || rule.from}" cannot be used: ${range}.`,
				remedy:
					'Write dates as 2026-12-24, or as 12-24 for every year, and hours as 09:00-12:00, 14:00-18:00.',
			});
		} else ranges.push(range);
	});
	return {
		problems,
		find: (date) => ranges.find((range) => contains(range, date)),
	};
}

/** Returns the range, or the reason why it cannot be used. */
function readRange({ name, from, to, hours }: SpecialDayRule): Range | string {
	const dates = readDates(withoutTime(from), withoutTime(to ?? ''));
	if (typeof dates === 'string') return dates;
	const [first, last] = dates;
	if (first.length !== last.length) return 'one date has a year and the other has none';
	const yearly = first.length === 'MM-DD'.length;
	if (!yearly && last < first) return 'its last day is before its first';
	const periods = parsePeriods(hours ?? '');
	if (!periods) return `"${hours}" is not a list of hours`;
	return { from: first, to: last, yearly, periods, ...(name?.trim() && { name: name.trim() }) };
}

/** Returns the first and the last day, or the reason why they cannot be used. Both are typed in the same order. */
function readDates(from: string, to: string): readonly [string, string] | string {
	const last = to || from;
	const unreadable = [from, last].find((text) =>
		DATE_ORDERS.every((order) => !readTypedDate(text, order)),
	);
	if (unreadable !== undefined) return `"${unreadable}" is not a date`;
	const readings = DATE_ORDERS.flatMap((order) => {
		const [start, end] = [readTypedDate(from, order), readTypedDate(last, order)];
		return start && end ? [[start, end] as const] : [];
	});
	const [reading, other] = readings;
	if (!reading) return 'its dates have day and month in different orders';
	if (other && String(other) !== String(reading)) {
		return `"${from}" can be ${dayInWords(reading[0])} or ${dayInWords(other[0])}`;
	}
	return reading;
}

/** Removes the time of day, which a date picker or an expression may add. */
function withoutTime(text: string): string {
	return text.trim().split(/[T ]/, 1)[0] ?? '';
}

function contains({ from, to, yearly }: Range, date: string): boolean {
	if (!yearly) return date >= from && date <= to;
	const day = date.slice(5);
	return from <= to ? day >= from && day <= to : day >= from || day <= to;
}
