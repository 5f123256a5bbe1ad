import { DateTime } from 'luxon';
import { compileBusinessDays, type BusinessHoursSettings, type DayOf } from './business-days';
import type { Decision, Router, SettingsProblem } from './decision';
import { closedInWords } from './closed-in-words';
import { addDays, isTimeZone, type Span } from './local-time';
import { openingInWords } from './opening-in-words';

/**
 * Route By Business Hours: open, closed or holiday at one instant, in the time zone of the business. Branches are
 * `BUSINESS_STATES` in their order.
 *
 * A period belongs to the day on which it begins. The night shift of Friday therefore lasts into a Saturday that is a
 * holiday, and does not begin on a Friday that is one. A special day overrides a public holiday, and a public holiday
 * overrides the week.
 */

export const BUSINESS_STATES = ['open', 'closed', 'holiday'] as const;
export type BusinessState = (typeof BUSINESS_STATES)[number];

/** Range of years in which a message can be sent, and in which the dates of moving holidays are known. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2200;

/** Days within which `opensAt` and `closesAt` are searched. */
export const SEARCH_DAYS = 366;

/** Keeps names of weekdays independent of the machine. */
const ENGLISH = { locale: 'en' };

export interface BusinessHoursInput {
	/** The instant to check; `undefined` when it could not be read. */
	at: Date | undefined;
	/** BCP 47 language of the customer. */
	language?: string;
}

/** Opening of the business, for the answer to the customer. Times are ISO 8601 with the offset of its time zone. */
export interface BusinessHours {
	state: BusinessState;
	/** The next opening within `SEARCH_DAYS`; absent when the business is open, or there is none. */
	opensAt?: string;
	/** The next opening in words, in the customer's language: "Monday at 9 am". */
	opensAtText?: string;
	/** The whole sentence to the customer, in Portuguese, Spanish or English; absent when the business is open. */
	closedText?: string;
	/** The end of the present opening; absent when the business is closed, or there is none within `SEARCH_DAYS`. */
	closesAt?: string;
	/**
	 * Name of the present shift. Of several, the one that began on an earlier day counts, then the first in the settings.
	 */
	shift?: string;
	/** Name of the holiday or special day of the local date, also when open. */
	holiday?: string;
	timeZone: string;
	localTime: string;
}

export interface BusinessHoursDecision extends Decision {
	reason: BusinessState | 'noDays' | 'noTime';
	/** Absent when there is no time to check, or the time zone is unknown. */
	businessHours?: BusinessHours;
}

export function compileBusinessHours(
	settings: BusinessHoursSettings,
): Router<BusinessHoursInput, BusinessHoursDecision> {
	const { timeZone } = settings;
	const problems: SettingsProblem[] = [];
	if (!isTimeZone(timeZone)) {
		problems.push({
			problem: `The time zone "${timeZone}" is not known.`,
			remedy: 'Choose one from the list, such as America/Sao_Paulo.',
		});
		return { problems, decide: () => ({ branches: [], reason: 'noTime' }) };
	}
	const hasNoDays = settings.week.every(({ days }) => days.length === 0);
	const dayOf = compileBusinessDays(settings, problems);
	const localAt = (instant: number) => DateTime.fromMillis(instant, { zone: timeZone });
	const iso = (instant: number) => localAt(instant).toISO() ?? '';

	const decide = ({ at, language = 'en' }: BusinessHoursInput): BusinessHoursDecision => {
		const instant = at?.getTime() ?? NaN;
		const local = localAt(instant);
		if (!local.isValid || local.year < FIRST_YEAR || local.year > LAST_YEAR) {
			return { branches: [], reason: 'noTime' };
		}
		const date = local.toFormat('yyyy-MM-dd');
		const today = dayOf(date);
		const around = [...dayOf(addDays(date, -1)).spans, ...today.spans];
		const current = around.filter((span) => contains(span, instant));
		const open = current.length > 0;
		const shift = current.find((span) => span.shift !== undefined)?.shift;
		const off = today.closed !== undefined && contains(today.closed, instant);
		const state: BusinessState = open ? 'open' : off ? 'holiday' : 'closed';
		const change = open ? findClosing(dayOf, date, instant) : findOpening(dayOf, date, instant);
		return {
			branches: [BUSINESS_STATES.indexOf(state)],
			matched: [(state === 'holiday' && today.holiday) || local.toFormat('cccc HH:mm', ENGLISH)],
			reason: state === 'closed' && hasNoDays ? 'noDays' : state,
			businessHours: {
				state,
				...(change !== undefined && { [open ? 'closesAt' : 'opensAt']: iso(change) }),
				...(!open && textsOf(change === undefined ? undefined : localAt(change), local, language)),
				...(shift !== undefined && { shift }),
				...(today.holiday !== undefined && { holiday: today.holiday }),
				timeZone,
				localTime: iso(instant),
			},
		};
	};
	return { problems, hints: findRowsWithoutDays(settings.week), decide };
}

function textsOf(
	opening: DateTime | undefined,
	now: DateTime,
	language: string,
): Pick<BusinessHours, 'opensAtText' | 'closedText'> {
	return {
		...(opening && { opensAtText: openingInWords(opening, now, language) }),
		closedText: closedInWords(opening, now, language),
	};
}

function findRowsWithoutDays(week: BusinessHoursSettings['week']): string[] {
	return week
		.filter(({ days }) => days.length === 0)
		.map(({ from, to }) => `The opening hours ${from} to ${to} have no days, so they never apply.`);
}

function contains({ start, end }: Span, instant: number): boolean {
	return start <= instant && instant < end;
}

function findOpening(dayOf: DayOf, date: string, instant: number): number | undefined {
	for (let ahead = 0; ahead <= SEARCH_DAYS; ahead++) {
		const starts = dayOf(addDays(date, ahead))
			.spans.filter(({ start, end }) => start > instant && start < end)
			.map(({ start }) => start);
		if (starts.length > 0) return Math.min(...starts);
	}
	return undefined;
}

/**
 * Returns the end of the opening. Periods that touch or overlap are one: 22:00 to 24:00 and 00:00 to 02:00 end at two.
 */
function findClosing(dayOf: DayOf, date: string, instant: number): number | undefined {
	let end = instant;
	for (let ahead = -1; ahead <= SEARCH_DAYS; ahead++) {
		const spans = [...dayOf(addDays(date, ahead)).spans].sort((a, b) => a.start - b.start);
		const before = end;
		for (const span of spans) if (span.start <= end && span.end > end) end = span.end;
		const extended = end > before;
		if (ahead >= 1 && !extended) return end;
	}
	return undefined;
}
