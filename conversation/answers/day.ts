import type { DateTime } from 'luxon';

import {
	MONTH_WORDS,
	RELATIVE_DAY_WORDS,
	UNIT_WORDS,
	WEEKDAY_WORDS,
	type Unit,
} from './calendar-words';
import { cutPart, type Groups } from './date-text';
import * as forms from './day-forms';

/** Reads the day in the text of a date (`date-text.ts`): "sexta feira", "dia 12", "12 / 05", "5 de dezembro". */

/** A day, and the text without it. `day` is absent where the text states none. */
export interface DayReading {
	/** Midnight of the day in the time zone; the present time plus a duration for "in 2 hours". */
	day?: DateTime;
	/** Whether `day` has the time too. */
	isInstant?: boolean;
	/** Returns the next such day, for a date without a year. */
	next?: () => DateTime | undefined;
	rest: string;
}

export interface DayContext {
	/** Present time in the time zone of the customer. */
	now: DateTime;
	isMonthFirst: boolean;
}

type Found = Omit<DayReading, 'rest'>;
interface DayForm {
	pattern: RegExp;
	/** Returns the day; `undefined` when it does not exist. */
	read: (groups: Groups, context: DayContext) => Found | undefined;
}

/** Forms of a day and how each is read, the more explicit one first. */
const FORMS: readonly DayForm[] = [
	{ pattern: forms.YEAR_FIRST, read: ofCalendar },
	{ pattern: forms.EIGHT_DIGITS, read: readEightDigits },
	{ pattern: forms.DAY_AND_MONTH, read: readNamedMonth },
	{ pattern: forms.MONTH_AND_DAY, read: readNamedMonth },
	{ pattern: forms.NUMERIC, read: readNumeric },
	{ pattern: forms.DURATION_AHEAD, read: readDuration },
	{ pattern: forms.DURATION_FROM_NOW, read: readDuration },
	{ pattern: forms.DURATION_SINCE, read: readDurationAgo },
	{ pattern: forms.DURATION_AGO, read: readDurationAgo },
	{ pattern: forms.NOW, read: (_, { now }) => ({ day: now, isInstant: true }) },
	{ pattern: forms.DAY_OF_MONTH, read: readDayOfMonth },
	{
		pattern: forms.RELATIVE,
		read: ({ word = '' }, { now }) => ({ day: daysFrom(now, RELATIVE_DAY_WORDS.get(word) ?? 0) }),
	},
];

/** Reads the day. Returns `undefined` for a date and a weekday that differ. */
export function readDay(text: string, context: DayContext): DayReading | undefined {
	const stated = readStatedDay(text, context);
	const part =
		cutPart(stated.rest, forms.DAY_OF_WEEK, readWeekday) ??
		cutPart(stated.rest, forms.NUMBERED_WEEKDAY, readWeekday);
	if (part === undefined) return stated;
	const { value: weekday, rest } = part;
	if (stated.day === undefined) return { day: findWeekday(weekday, context.now), rest };
	return stated.day.weekday === weekday.index + 1 ? { ...stated, rest } : undefined;
}

function readStatedDay(text: string, context: DayContext): DayReading {
	for (const { pattern, read } of FORMS) {
		const part = cutPart(text, pattern, (groups) => read(groups, context));
		if (part !== undefined) return { ...part.value, rest: part.rest };
	}
	return { rest: text };
}

interface Weekday {
	/** 0 for Monday. */
	index: number;
	isPast: boolean;
	isNextWeek: boolean;
}

function readWeekday({ weekday = '', number, past, last, nextWeek }: Groups): Weekday {
	return {
		index: number === undefined ? (WEEKDAY_WORDS.get(weekday) ?? 0) : Number(number) - 2,
		isPast: past !== undefined || last !== undefined,
		isNextWeek: nextWeek !== undefined,
	};
}

/**
 * Returns the first such weekday after today, that of the week which begins next Monday, or the last one before today.
 */
function findWeekday({ index, isPast, isNextWeek }: Weekday, now: DateTime): DateTime {
	const ahead = index - (now.weekday - 1);
	if (isPast) return daysFrom(now, (ahead - 7) % 7 || -7);
	return daysFrom(now, isNextWeek ? 7 + ahead : ((ahead + 6) % 7) + 1);
}

function daysFrom(now: DateTime, days: number): DateTime {
	return now.startOf('day').plus({ days });
}

/** Returns the number of a day, of which only the first has a word of its own. */
function readDayNumber(day: string): number {
	return /^\d/.test(day) ? Number(day) : 1;
}

function readNamedMonth({ day = '', month = '', year, shortYear }: Groups, context: DayContext) {
	return ofCalendar(
		{
			day: String(readDayNumber(day)),
			month: String((MONTH_WORDS.get(month) ?? 0) + 1),
			year: year ?? shortYear,
		},
		context,
	);
}

/** Reads eight digits, as people type a date of birth: 15031985, or 20261224. */
function readEightDigits({ digits = '' }: Groups, context: DayContext): Found | undefined {
	const [head, middle, tail] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)];
	const inOrder = { first: head.slice(0, 2), second: head.slice(2), year: digits.slice(4) };
	return /^(?:19|20)/.test(inOrder.year)
		? readNumeric(inOrder, context)
		: ofCalendar({ year: head, month: middle, day: tail }, context);
}

function readNumeric(
	{ first, second, sign, year }: Groups,
	context: DayContext,
): Found | undefined {
	// "10-12" without a year may be a range of hours.
	if (sign === '-' && year === undefined) return undefined;
	// Between dots the day is always first: 10.30 is a time.
	const mayBeSwapped = sign !== '.' && Number(first) <= 12;
	const isSwapped = mayBeSwapped && (context.isMonthFirst || Number(second) > 12);
	return ofCalendar(
		isSwapped ? { day: second, month: first, year } : { day: first, month: second, year },
		context,
	);
}

/** Returns a day of the calendar; without a year, the next one from today. */
function ofCalendar({ day, month, year }: Groups, { now }: DayContext): Found | undefined {
	const at = (fullYear: number) => {
		const date = now.startOf('day').set({ year: fullYear, month: 1, day: 1 });
		return dayOfMonth(date.set({ month: Number(month) }), Number(day));
	};
	if (Number(month) < 1 || Number(month) > 12) return undefined;
	if (year !== undefined) return toFound(at(fullYearOf(year, now)));
	return findUpcoming((step) => at(now.year + step), now);
}

/** Returns the year of two digits. It is at most ten years ahead; a birth date is in the past. */
function fullYearOf(year: string, now: DateTime): number {
	if (year.length === 4) return Number(year);
	const inCentury = Math.floor(now.year / 100) * 100 + Number(year);
	return inCentury > now.year + 10 ? inCentury - 100 : inCentury;
}

function readDayOfMonth(
	{ day = '', ordinal, next }: Groups,
	{ now }: DayContext,
): Found | undefined {
	const first = now.startOf('month');
	const at = (step: number) =>
		dayOfMonth(first.plus({ months: step }), ordinal ? Number(ordinal) : readDayNumber(day));
	return next === undefined ? findUpcoming(at, now) : toFound(at(1));
}

function readDuration({ count, half, unit = '' }: Groups, { now }: DayContext): Found | undefined {
	const name: Unit = UNIT_WORDS.get(unit) ?? 'days';
	const isInstant = name === 'hours' || name === 'minutes';
	if (half !== undefined) return { day: now.plus({ minutes: 30 }), isInstant: true };
	const later = now.plus({ [name]: Number(count) });
	return { day: isInstant ? later : later.startOf('day'), isInstant };
}

function readDurationAgo(groups: Groups, context: DayContext): Found | undefined {
	return readDuration({ ...groups, count: `-${groups.count}` }, context);
}

/** Steps that are looked at for a day that is missing in some months and years. A leap day comes after 8 years at most. */
const MAX_STEPS = 9;

/** Returns the first day of a sequence that exists and is not over, and with it the one behind. */
function findUpcoming(
	at: (step: number) => DateTime | undefined,
	now: DateTime,
): Found | undefined {
	const today = now.startOf('day');
	const days = Array.from({ length: MAX_STEPS }, (_, step) => at(step)).filter(
		(day): day is DateTime => day !== undefined && day >= today,
	);
	const [day, next] = days;
	return day && { day, next: () => next };
}

function dayOfMonth(month: DateTime, day: number): DateTime | undefined {
	return day >= 1 && day <= (month.daysInMonth ?? 0) ? month.set({ day }) : undefined;
}

function toFound(day: DateTime | undefined): Found | undefined {
	return day && { day };
}
