import { DateTime } from 'luxon';

import { anyOf, MONTH_WORDS, RELATIVE_DAY_WORDS, WEEKDAY_WORDS } from './calendar-words';
import { cleanText } from './answer-text';
import { dateText } from './date-text';
import { readDay, type DayReading } from './day';
import type { Expectation } from './expectation';
import { numberWordsOf } from './number-words';
import { regionOf } from './region';
import { readTimeOfDay, type TimeOfDay } from './time-of-day';

/**
 * Reads the date in an answer, with its time where one is said: "amanhã às 15h", "sexta", "12/05", "mañana a las 15h",
 * "next monday half past nine". A text with two days or a bound is ambiguous and refused.
 */

export interface DateAnswer {
	/** `YYYY-MM-DD` */
	date: string;
	/** `HH:mm` */
	time?: string;
	/** Instant with the offset of the time zone, when there is a time. */
	iso?: string;
	timeZone: string;
}

/** Countries that write the month before the day. */
const MONTH_FIRST: ReadonlySet<string> = new Set([
	'US',
	'PH',
	'PR',
	'GU',
	'VI',
	'AS',
	'MH',
	'FM',
	'PW',
]);

/** More words around a date tell a story. */
const MAX_OTHER_WORDS = 8;
const REFUSING: ReadonlySet<string> = new Set(
	(
		'nao nunca ou menos mais antes depois exceto ate entre fim final semana mes ano noite ' +
		'despues excepto hasta fin ano meia medianoche partir opcao opcion vez santa santo toda todas todo todos cada ' +
		'not never or before after except until between weekend week month year midnight ago option every each ' +
		'passado passada pasado pasada ultimo ultima last'
	).split(' '),
);
/** A second day, which makes the answer ambiguous. "Mar" and "set" are ordinary words. */
const LONG_WORDS = [
	...WEEKDAY_WORDS.keys(),
	...MONTH_WORDS.keys(),
	...RELATIVE_DAY_WORDS.keys(),
].filter((word) => word.length >= 4);
const ANOTHER_DAY = new RegExp(`(?<!\\p{L})${anyOf(LONG_WORDS)}(?!\\p{L})`, 'u');

const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?$/i;

/** Returns the date that a text states, seen from `now`. A date without a year is the next one. */
export function readDate(text: string, expected: Expectation, now: Date): DateAnswer | undefined {
	const local = DateTime.fromJSDate(now, { zone: expected.timeZone });
	if (!local.isValid) return undefined;
	const clean = cleanText(text);
	if (ISO_INSTANT.test(clean)) {
		const instant = DateTime.fromISO(clean, { zone: expected.timeZone });
		return instant.isValid ? answerAt(instant, timeOf(instant), expected) : undefined;
	}
	return readInWords(clean, expected, local);
}

function readInWords(text: string, expected: Expectation, now: DateTime): DateAnswer | undefined {
	const words = numberWordsOf(expected.language);
	const day = readDay(withPlainParts(dateText(text, words)), {
		now,
		isMonthFirst: isMonthFirst(expected),
	});
	if (day === undefined) return undefined;
	const { time, rest } = readTimeOfDay(day.rest, isLanguage('en', expected)) ?? {};
	if (rest === undefined || !isComplete(rest, expected)) return undefined;
	if (day.isInstant) {
		return time || !day.day ? undefined : answerAt(day.day, timeOf(day.day), expected);
	}
	const found = day.day ?? (time && nextDayAt(time, now));
	if (found === undefined) return undefined;
	return answerAt(notOver(found, day, time, now), time, expected);
}

/** Replaces words that are a day and a part of it: in Spanish the word for morning is that for tomorrow. */
function withPlainParts(text: string): string {
	return text
		.replace(/\b(por la|en la|de la|a la|esta) manana\b/g, '$1 morning')
		.replace(/\btonight\b/g, 'today night');
}

/** Returns whether all that matters was read: nothing else is a number, a day, or a word that changes the meaning. */
function isComplete(rest: string, expected: Expectation): boolean {
	const words: string[] = rest.match(/\p{L}+/gu) ?? [];
	return (
		!/\d/.test(rest) &&
		!ANOTHER_DAY.test(rest) &&
		words.length <= MAX_OTHER_WORDS &&
		!words.some((word) => REFUSING.has(word)) &&
		// "Or" in Spanish, and an article in Portuguese.
		!(isLanguage('es', expected) && words.includes('o'))
	);
}

function nextDayAt(time: TimeOfDay, now: DateTime): DateTime {
	const today = now.startOf('day');
	return today.set(time) > now ? today : today.plus({ days: 1 });
}

/** Returns the next such day where the time of the first is over. */
function notOver(found: DateTime, day: DayReading, time: TimeOfDay | undefined, now: DateTime) {
	const isOver = time !== undefined && found.set(time) <= now;
	return (isOver && day.next?.()) || found;
}

function timeOf({ hour, minute }: DateTime): TimeOfDay {
	return { hour, minute };
}

function answerAt(
	day: DateTime,
	time: TimeOfDay | undefined,
	{ timeZone }: Expectation,
): DateAnswer | undefined {
	const date = day.toFormat('yyyy-MM-dd');
	if (time === undefined) return { date, timeZone };
	const instant = day.startOf('day').set(time);
	const iso = instant.toISO({ suppressMilliseconds: true });
	return { date, time: instant.toFormat('HH:mm'), ...(iso !== null && { iso }), timeZone };
}

function isLanguage(primary: string, { language = '' }: Expectation): boolean {
	return language.toLowerCase().startsWith(primary);
}

function isMonthFirst(expected: Expectation): boolean {
	return MONTH_FIRST.has(regionOf(expected) ?? '');
}
