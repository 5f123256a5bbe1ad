import { DateTime } from 'luxon';
import { MINUTES_PER_DAY, parsePeriod, type Period } from './clock-time';
import type { SettingsProblem } from './decision';
import { compileHolidays, type HolidaySettings } from './holidays';
import { spanOfDay, type Span } from './local-time';
import { compileSpecialDays, type SpecialDayRule } from './special-days';

/**
 * Business days. Each local date has the times at which the business is open, and the part of the day that is a
 * holiday, with its name.
 */

export const WEEKDAYS = [
	'monday',
	'tuesday',
	'wednesday',
	'thursday',
	'friday',
	'saturday',
	'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export interface BusinessHoursSettings {
	/** IANA, e.g. `America/Sao_Paulo`. */
	timeZone: string;
	/** Opening hours. A day may have several rows. An end that is not after the start is on the next day. */
	week: ReadonlyArray<{ days: readonly Weekday[]; from: string; to: string; shift?: string }>;
	specialDays?: readonly SpecialDayRule[];
	/** Holidays to close on. If `open`, the opening hours of the week apply on them, too. */
	holidays?: HolidaySettings & { open?: boolean };
}

/** Instants at which the business is open. */
export interface OpenSpan extends Span {
	/** The name that the user gave to this part of the opening hours, e.g. "Morning". */
	shift?: string;
}

/** One local date. */
export interface Day {
	spans: readonly OpenSpan[];
	/** The day off, or the rest of the day from the start of a holiday on. */
	closed?: Span;
	holiday?: string;
}

/** Number of local dates that one compiled router caches: enough for a search of a year in both directions. */
const KEPT_DAYS = 800;

/** @param date `YYYY-MM-DD` */
export type DayOf = (date: string) => Day;

/** Returns a cached look-up of days, because each message needs two and a search many. Adds to `problems`. */
export function compileBusinessDays(
	settings: BusinessHoursSettings,
	problems: SettingsProblem[],
): DayOf {
	const { timeZone } = settings;
	const week = compileWeek(settings.week, problems);
	const special = compileSpecialDays(settings.specialDays ?? []);
	const holidays = settings.holidays && compileHolidays(settings.holidays);
	const holidaysOpen = settings.holidays?.open === true;
	problems.push(...special.problems, ...(holidays?.problems ?? []));

	const makeDay = (date: string): Day => {
		const spans = (periods: readonly ShiftPeriod[]): OpenSpan[] =>
			periods.map(({ shift, ...period }) => ({
				...spanOfDay(date, period, timeZone),
				...(shift !== undefined && { shift }),
			}));
		const ownDay = special.find(date);
		const holiday = holidays?.on(date);
		const name = ownDay?.name ?? holiday?.name;
		const named = name === undefined ? {} : { holiday: name };
		if (ownDay && ownDay.periods.length > 0) return { spans: spans(ownDay.periods), ...named };
		if (ownDay) return { spans: [], closed: wholeDay(date, timeZone), ...named };
		const usual = spans(week.get(weekdayOf(date)) ?? []);
		if (!holiday || holidaysOpen) return { spans: usual, ...named };
		const closed = spanOfDay(date, { start: holiday.start, end: MINUTES_PER_DAY }, timeZone);
		const before = usual.map((span) => ({ ...span, end: Math.min(span.end, closed.start) }));
		return { spans: before.filter(({ start, end }) => start < end), closed, ...named };
	};

	const days = new Map<string, Day>();
	return (date) => {
		const known = days.get(date);
		if (known) return known;
		if (days.size >= KEPT_DAYS) days.clear();
		const day = makeDay(date);
		days.set(date, day);
		return day;
	};
}

type ShiftPeriod = Period & { shift?: string };

function compileWeek(
	rules: BusinessHoursSettings['week'],
	problems: SettingsProblem[],
): ReadonlyMap<string, ShiftPeriod[]> {
	const week = new Map<string, ShiftPeriod[]>(WEEKDAYS.map((day) => [day, []]));
	rules.forEach(({ days, from, to, shift }, rule) => {
		const period = parsePeriod(from, to);
		if (period) {
			const named = shift?.trim() ? { ...period, shift: shift.trim() } : period;
			for (const day of days) week.get(day)?.push(named);
		} else {
			problems.push({
				rule,
				problem: `The opening hours "${from}" to "${to}" could not be read.`,
				remedy: 'Write both times as hours and minutes, such as 09:00 and 18:00.',
			});
		}
	});
	return week;
}

function weekdayOf(date: string): Weekday {
	return WEEKDAYS[DateTime.fromISO(date, { zone: 'utc' }).weekday - 1] ?? 'monday';
}

function wholeDay(date: string, timeZone: string): Span {
	return spanOfDay(date, { start: 0, end: MINUTES_PER_DAY }, timeZone);
}
