import { anyOf, PART_WORDS, type PartOfDay } from './calendar-words';
import { cutPart, type Groups } from './date-text';

/** Reads the time of day in the text of a date (`date-text.ts`): "15 h 30", "as 9", "3 da tarde", "half past 9". */

export interface TimeOfDay {
	hour: number;
	minute: number;
}

/** A time, and the text without it. No time where the text states none. */
export interface TimeReading {
	time?: TimeOfDay;
	rest: string;
}

const PART = anyOf(PART_WORDS.keys());
const AT = '(?:at|as|pelas|a las?|las?|around)';
const HOURS = "(?:hs|hrs|hr|horas|hora|h|o ' clock|oclock)";

const CLOCK = new RegExp(
	`(?<![\\p{L}\\d]|[/.:] )(?<at>${AT} )?(?<hour>\\d{1,2})(?!\\d| [/-] \\d)` +
		`(?: (?<sign>[:.]|${HOURS}(?! \\d{2} ${HOURS})) (?<minute>\\d{2})(?!\\d| [/.-] \\d| de )(?: : \\d{2})?(?: min| m(?!\\p{L}))?)?` +
		`(?: (?<hours>${HOURS})(?!\\p{L}))?` +
		`(?: (?:e|y|and) (?<plus>meia|media|half|quarto|cuarto|[1-5]\\d|0?5)(?!\\d))?` +
		`(?: (?<half>[ap])(?: \\.)? ?m(?!\\p{L})(?: \\.)?)?` +
		`(?: (?:da|de|de la|por la|in the|at|a) (?<part>${PART})(?!\\p{L}))?`,
	'gu',
);
/** "Half past 9", "quarter to 9", "15 para as 9". */
const PAST =
	/(?<!\p{L})(?<minutes>half|(?:a )?quarter|\d{1,2}) (?<way>past|to|para as|para a) (?<hour>\d{1,2})(?!\d)/gu;
/** "9 menos cuarto". */
const MINUS =
	/(?<!\p{L})(?:a las? |las? )?(?<hour>\d{1,2}) menos (?<minutes>cuarto|\d{1,2})(?!\d)/gu;
const NOON =
	/(?<!\p{L})(?:(?:(?:as|a las) )?12 (?:horas )?(?:do|del|de) |(?:ao|al|a|at) )?(?:meio dia|mediodia|medio dia|noon|midday)(?<half> e meia| y media)?(?!\p{L})/gu;
/** A part of the day that is not beside the hour: "amanha a tarde as 3", "this evening". */
const DETACHED_PART = new RegExp(
	`(?<!\\p{L})(?:(?:de|da|a|na|pela|por la|en la|a la|de la|esta|in the|at|this) )?(?<part>${PART})(?!\\p{L})`,
	'gu',
);

const MINUTES_BY_WORD: Readonly<Record<string, number>> = {
	meia: 30,
	media: 30,
	half: 30,
	quarto: 15,
	cuarto: 15,
	quarter: 15,
	'a quarter': 15,
};

/** Hours that mean the afternoon as often as the night when nothing else is said. */
const AMBIGUOUS_UNTIL_HOUR = 6;

/**
 * Reads the time. Returns `undefined` for one that does not exist or may be two: "as 3" may be 3:00 or 15:00.
 *
 * @param hasHalves whether "3:00" may mean 15:00, as in English
 */
export function readTimeOfDay(text: string, hasHalves: boolean): TimeReading | undefined {
	const noon = cutPart(text, NOON, ({ half }) => ({ hour: 12, minute: half ? 30 : 0 }));
	if (noon) return { time: noon.value, rest: noon.rest };
	const spoken = cutPart(text, PAST, keepGroups) ?? cutPart(text, MINUS, keepGroups);
	const clock = spoken ?? cutPart(text, CLOCK, (groups) => (isMarked(groups) ? groups : undefined));
	const part = cutPart(clock?.rest ?? text, DETACHED_PART, partOf);
	const rest = part?.rest ?? clock?.rest ?? text;
	if (clock === undefined) return { rest };
	const time = spoken ? spokenTime(spoken.value) : clockTime(clock.value);
	const inPart = partOf(clock.value) ?? part?.value;
	const resolved = resolveHalf(time, clock.value, inPart, hasHalves);
	return resolved && { time: resolved, rest };
}

function keepGroups(groups: Groups): Groups {
	return groups;
}

/** Returns whether a number is certainly a time. */
function isMarked({ at, sign, hours, plus, half, part }: Groups): boolean {
	if (sign === '.' && at === undefined) return false;
	return [at, sign, hours, plus, half, part].some((mark) => mark !== undefined);
}

function partOf({ part = '' }: Groups): PartOfDay | undefined {
	return PART_WORDS.get(part);
}

function clockTime({ hour, minute, plus }: Groups): TimeOfDay {
	const added = plus === undefined ? 0 : (MINUTES_BY_WORD[plus] ?? Number(plus));
	return { hour: Number(hour), minute: minute === undefined ? added : Number(minute) };
}

function spokenTime({ hour, minutes = '', way }: Groups): TimeOfDay {
	const minute = MINUTES_BY_WORD[minutes] ?? Number(minutes);
	return way === 'past'
		? { hour: Number(hour), minute }
		: { hour: Number(hour) - 1, minute: 60 - minute };
}

/** Returns the time on the clock of 24 hours. */
function resolveHalf(
	{ hour, minute }: TimeOfDay,
	{ half, hour: typed = '', sign, hours }: Groups,
	part: PartOfDay | undefined,
	hasHalves: boolean,
): TimeOfDay | undefined {
	if (hour < 0 || hour > 23 || minute > 59) return undefined;
	if (half !== undefined) {
		if (hour < 1 || hour > 12) return undefined;
		return { hour: (hour % 12) + (half === 'p' ? 12 : 0), minute };
	}
	if (part !== undefined && hour <= 12) {
		const resolved = hourInPart(hour, part);
		return resolved === undefined ? undefined : { hour: resolved, minute };
	}
	const isWritten = typed.startsWith('0') || hours !== undefined || /^h/.test(sign ?? '');
	const isCertain = isWritten || (sign === ':' && !hasHalves);
	return hour > AMBIGUOUS_UNTIL_HOUR || hour === 0 || isCertain ? { hour, minute } : undefined;
}

function hourInPart(hour: number, part: PartOfDay): number | undefined {
	switch (part) {
		case 'dawn':
			return hour <= 6 || hour === 12 ? hour % 12 : undefined;
		case 'morning':
			return hour;
		case 'afternoon':
			return hour === 12 ? 12 : hour + 12;
		case 'night':
			return hour >= 5 && hour < 12 ? hour + 12 : undefined;
	}
}
