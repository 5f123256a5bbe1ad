import type { DateTime } from 'luxon';

import {
	anyOf,
	MONTH_WORDS,
	RELATIVE_DAY_WORDS,
	UNIT_WORDS,
	WEEKDAY_WORDS,
	type Unit,
} from './calendar-words';
import { cutPart, type CutPart } from './date-text';

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

type Groups = CutPart['groups'];
type Found = Omit<DayReading, 'rest'>;
interface DayForm {
	pattern: RegExp;
	/** Returns the day; `undefined` when it does not exist. */
	read: (groups: Groups, context: DayContext) => Found | undefined;
}

const START = '(?<![\\p{L}\\d])';
const END = '(?![\\p{L}\\d])';
const MONTH = `(?<month>${anyOf(MONTH_WORDS.keys())})${END}`;
const ORDINAL = '(?: (?:o|a|st|nd|rd|th|°))?';
/** Not the hour of a time. */
const NO_TIME = `(?! (?::|[ap] \\.|(?:h|hs|hrs|hr|horas?|am|pm|da|e|y|in the|minutos?|minutes?)${END}))`;
const WEEKDAY = `(?<weekday>${anyOf(WEEKDAY_WORDS.keys())})${END}(?: feira)?(?: \\.)?`;

const ISO = pattern(
	`(?<year>\\d{4}) (?<sign>[-/.]) (?<month>\\d{1,2}) \\k<sign> (?<day>\\d{1,2})${END}`,
);
const DIGITS = pattern(
	`(?<first>\\d{1,2}) (?<sign>[-/.]) (?<second>\\d{1,2})(?: \\k<sign> (?<year>\\d{4}|\\d{2}))?${END}(?! [-/] \\d)`,
);
const DAY_AND_MONTH = pattern(
	`(?<day>\\d{1,2}|primeiro|primero|first)${ORDINAL}(?: (?:de|of|-|/))? ${MONTH}` +
		`(?:(?: (?:de|del|of|,|/|-|\\.))? (?<year>\\d{4})${END}| (?:de|del|/|-) (?<shortYear>\\d{2})${END}${NO_TIME})?`,
);
const MONTH_AND_DAY = pattern(
	`${MONTH} (?:the )?(?<day>\\d{1,2})${END}${ORDINAL}${NO_TIME}(?:(?: ,)? (?<year>\\d{4})${END})?`,
);
const DAY_OF_MONTH = pattern(
	`(?:(?:dia|el dia|el|the) (?<day>\\d{1,2})${END}${ORDINAL}|(?<ordinal>\\d{1,2}) (?:st|nd|rd|th)${END})${NO_TIME}` +
		'(?<next> (?:do (?:mes que vem|proximo mes)|del (?:mes que viene|proximo mes)|of next month)| (?:deste mes|de este mes|of this month))?',
);
const AFTER_TOMORROW = pattern(
	`(?:depois de amanha|pasado manana|(?:the )?day after tomorrow)${END}`,
);
const RELATIVE = pattern(`(?<word>${anyOf(RELATIVE_DAY_WORDS.keys())})${END}`);
const DURATION = pattern(
	`(?:em|daqui a|daqui|dentro de|de aqui a|en|in) (?:(?<count>\\d{1,3})|(?<half>meia|media|half an)) (?<unit>${anyOf(UNIT_WORDS.keys())})${END}`,
);
const DAY_OF_WEEK = pattern(
	`(?:(?:proxim[oa]|next|this|est[ae]) )?${WEEKDAY}` +
		'(?:(?<nextWeek> (?:da (?:proxima semana|semana que vem)|de la (?:proxima semana|semana que viene)|(?:of )?next week))|' +
		' (?:desta semana|de esta semana|this week)| que (?:vem|viene)| proxim[oa])?',
);
const NUMBERED_WEEKDAY = pattern('(?<number>[2-6]) a feira');

/** Forms of a day of the calendar. The more explicit one first. */
const FORMS: readonly DayForm[] = [
	{ pattern: ISO, read: (groups, context) => ofCalendar(groups, context) },
	{ pattern: DAY_AND_MONTH, read: readNamedMonth },
	{ pattern: MONTH_AND_DAY, read: readNamedMonth },
	{ pattern: DIGITS, read: readDigits },
	{ pattern: DURATION, read: readDuration },
	{ pattern: DAY_OF_MONTH, read: readDayOfMonth },
	{ pattern: AFTER_TOMORROW, read: (_, { now }) => ({ day: daysFrom(now, 2) }) },
	{
		pattern: RELATIVE,
		read: ({ word = '' }, { now }) => ({ day: daysFrom(now, RELATIVE_DAY_WORDS.get(word) ?? 0) }),
	},
];

/** Reads the day. Returns `undefined` for a date and a weekday that differ. */
export function readDay(text: string, context: DayContext): DayReading | undefined {
	const stated = readStatedDay(text, context);
	const weekday = cutPart(stated.rest, DAY_OF_WEEK) ?? cutPart(stated.rest, NUMBERED_WEEKDAY);
	if (weekday === undefined) return stated;
	const index = weekdayOf(weekday.groups);
	if (stated.day === undefined) {
		return {
			day: nextWeekday(index, context.now, weekday.groups.nextWeek !== undefined),
			rest: weekday.rest,
		};
	}
	return stated.day.weekday === index + 1 ? { ...stated, rest: weekday.rest } : undefined;
}

function readStatedDay(text: string, context: DayContext): DayReading {
	for (const { pattern: form, read } of FORMS) {
		let found: Found | undefined;
		const part = cutPart(text, form, (groups) => (found = read(groups, context)) !== undefined);
		if (part !== undefined) return { ...found, rest: part.rest };
	}
	return { rest: text };
}

function pattern(source: string): RegExp {
	return new RegExp(START + source, 'gu');
}

function daysFrom(now: DateTime, days: number): DateTime {
	return now.startOf('day').plus({ days });
}

function weekdayOf({ weekday = '', number }: Groups): number {
	return number === undefined ? (WEEKDAY_WORDS.get(weekday) ?? 0) : Number(number) - 2;
}

/** Returns the first such weekday after today, or that of the week which begins next Monday. */
function nextWeekday(index: number, now: DateTime, isNextWeek: boolean): DateTime {
	const today = now.weekday - 1;
	return daysFrom(now, isNextWeek ? 7 - today + index : ((index - today + 6) % 7) + 1);
}

function readNamedMonth({ day = '', month = '', year, shortYear }: Groups, context: DayContext) {
	return ofCalendar(
		{
			day: /^\d/.test(day) ? day : '1',
			month: String((MONTH_WORDS.get(month) ?? 0) + 1),
			year: year ?? shortYear,
		},
		context,
	);
}

function readDigits({ first, second, sign, year }: Groups, context: DayContext): Found | undefined {
	// "5-12" without a year may be a range.
	if (sign === '-' && year === undefined && (first?.length !== 2 || second?.length !== 2)) {
		return undefined;
	}
	const isMonthFirst = context.isMonthFirst && sign !== '.' && Number(first) <= 12;
	const isSwapped = isMonthFirst || Number(second) > 12;
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
	if (year !== undefined) return wrap(at(fullYearOf(year, now)));
	return upcoming((step) => at(now.year + step), now);
}

/** Returns the year of two digits. It is at most ten years ahead; a birth date is in the past. */
function fullYearOf(year: string, now: DateTime): number {
	if (year.length === 4) return Number(year);
	const inCentury = Math.floor(now.year / 100) * 100 + Number(year);
	return inCentury > now.year + 10 ? inCentury - 100 : inCentury;
}

function readDayOfMonth({ day, ordinal, next }: Groups, { now }: DayContext): Found | undefined {
	const first = now.startOf('month');
	const at = (step: number) => dayOfMonth(first.plus({ months: step }), Number(day ?? ordinal));
	return next === undefined ? upcoming(at, now) : wrap(at(1));
}

function readDuration({ count, half, unit = '' }: Groups, { now }: DayContext): Found | undefined {
	const name: Unit = UNIT_WORDS.get(unit) ?? 'days';
	const isInstant = name === 'hours' || name === 'minutes';
	if (half !== undefined) {
		return name === 'hours' ? { day: now.plus({ minutes: 30 }), isInstant } : undefined;
	}
	const later = now.plus({ [name]: Number(count) });
	return { day: isInstant ? later : later.startOf('day'), isInstant };
}

/** Steps that are looked at for a day that is missing in some months and years. A leap day comes after 8 years at most. */
const MAX_STEPS = 9;

/** Returns the first day of a sequence that exists and is not over, and with it the one behind. */
function upcoming(at: (step: number) => DateTime | undefined, now: DateTime): Found | undefined {
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

function wrap(day: DateTime | undefined): Found | undefined {
	return day && { day };
}
