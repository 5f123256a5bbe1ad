import type { SettingsProblem } from './decision';
import { parsePeriods, type Period } from './clock-time';

/**
 * Days on which the week's hours do not apply: closed, or with hours of their own. One date or a range, of one year
 * or of every year. Where two of them meet, the one that stands first applies.
 */

export interface SpecialDayRule {
	/** Shown to customers, e.g. "Company anniversary". */
	name?: string;
	/** `YYYY-MM-DD`, or `MM-DD` for every year. */
	from: string;
	/** The last day, in the same form; the first day when it is empty. */
	to?: string;
	/** Own hours, e.g. "09:00-12:00, 14:00-18:00". Empty or missing: closed. */
	hours?: string;
}

export interface SpecialDay {
	name?: string;
	/** Empty: closed. */
	periods: readonly Period[];
}

/** @returns the special day of a date `YYYY-MM-DD` */
export type SpecialDays = (date: string) => SpecialDay | undefined;

interface Range extends SpecialDay {
	from: string;
	to: string;
	yearly: boolean;
}

const DATE = /^(?:\d{4}-)?\d{2}-\d{2}$/;

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

/** The range, or why it cannot be used. */
function readRange({ name, from, to, hours }: SpecialDayRule): Range | string {
	const first = dateOf(from);
	const last = dateOf(to ?? '') || first;
	if (!isDate(first)) return `"${first}" is not a date`;
	if (!isDate(last)) return `"${last}" is not a date`;
	if (first.length !== last.length) return 'one date has a year and the other has none';
	const yearly = first.length === 'MM-DD'.length;
	if (!yearly && last < first) return 'its last day is before its first';
	const periods = parsePeriods(hours ?? '');
	if (!periods) return `"${hours}" is not a list of hours`;
	return { from: first, to: last, yearly, periods, ...(name?.trim() && { name: name.trim() }) };
}

/** A date picker or an expression may add a time of day, which means nothing here. */
function dateOf(text: string): string {
	return text.trim().split(/[T ]/, 1)[0] ?? '';
}

function isDate(text: string): boolean {
	if (!DATE.test(text)) return false;
	const full = text.length === 'MM-DD'.length ? `2024-${text}` : text;
	const parsed = new Date(`${full}T00:00:00Z`);
	return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(full);
}

function contains({ from, to, yearly }: Range, date: string): boolean {
	if (!yearly) return date >= from && date <= to;
	const day = date.slice(5);
	return from <= to ? day >= from && day <= to : day >= from || day <= to;
}
