import { WEEKDAYS, type Weekday } from './business-days';
import {
	compileBusinessHours,
	type BusinessHoursDecision,
	type BusinessHoursInput,
} from './business-hours';
import { MINUTES_PER_DAY, parsePeriods } from './clock-time';
import type { Router, SettingsProblem } from './decision';

/** Hours in one line of text, as one cell of a table has them. */

export interface TypedHours {
	/** E.g. "09:00-12:00, 14:00-18:00". Empty: the whole day. */
	hours: string;
	/** Empty: every day. */
	days: readonly Weekday[];
}

/**
 * Compiles the hours; `undefined` when they are always. Hours that cannot be read are added to `problems` and never
 * apply.
 *
 * @param subject the row that the hours belong to, e.g. `rule "VIP sales"`
 */
export function compileTypedHours(
	{ hours, days }: TypedHours,
	{ timeZone, subject, rule }: { timeZone: string; subject: string; rule: number },
	problems: SettingsProblem[],
): Router<BusinessHoursInput, BusinessHoursDecision> | undefined {
	if (hours.trim() === '' && days.length === 0) return undefined;
	const periods = parsePeriods(hours.trim() || '00:00-00:00');
	if (periods === undefined) {
		problems.push({
			rule,
			problem: `The hours "${hours}" of the ${subject} could not be read.`,
			remedy: 'Write hours as 09:00-12:00, 14:00-18:00.',
		});
	}
	const router = compileBusinessHours({
		timeZone,
		week: (periods ?? []).map(({ start, end }) => ({
			days: days.length > 0 ? days : WEEKDAYS,
			from: clockTime(start),
			to: clockTime(end),
		})),
	});
	// An unknown time zone is the problem of all rows, and one of them says so.
	if (problems.length === 0) problems.push(...router.problems);
	return router;
}

const MINUTES_PER_HOUR = 60;

function clockTime(minutes: number): string {
	const hour = Math.floor((minutes % MINUTES_PER_DAY) / MINUTES_PER_HOUR);
	return `${hour}:${String(minutes % MINUTES_PER_HOUR).padStart(2, '0')}`;
}
