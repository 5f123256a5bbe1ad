import { DateTime } from 'luxon';

import { timeZonesOf } from '../../messaging/time-zones-of-phone';
import { block, PASS, type Guard, type GuardContext, type QuietHours } from './guard';

/**
 * Blocks a message during quiet hours in the customer's time zone. The zone is the contact's attribute `timeZone`, else
 * that of the phone number, else the user's. If a number may be in several zones, quiet hours must be over in all.
 */
export const quietHours: Guard = (message, context) => {
	const { rules, now } = context;
	const quiet = rules.quietHours;
	if (quiet === undefined) return PASS;
	if (quiet.appliesTo === 'templates' && message.type !== 'template') return PASS;
	const endTimes = zonesOf(context, quiet).flatMap((zone) => quietUntil(quiet, zone, now) ?? []);
	const last = endTimes.sort((a, b) => a.toMillis() - b.toMillis()).at(-1);
	if (last === undefined) return PASS;
	return block(
		'quietHours',
		`Quiet hours for this customer last until ${last.toFormat('HH:mm')} (${last.zoneName}).`,
		`Send it after ${last.toISO({ suppressMilliseconds: true })}, for example behind a Wait node, or change Options > Quiet Hours.`,
	);
};

function zonesOf({ contact, to }: GuardContext, quiet: QuietHours): string[] {
	const own = contact?.attributes.timeZone;
	if (typeof own === 'string' && DateTime.local({ zone: own }).isValid) return [own];
	const phone = contact?.phone ?? to.phone;
	const zones = phone === undefined ? [] : timeZonesOf(phone);
	return zones.length > 0 ? zones : [quiet.timeZone];
}

/** Returns the end of the current quiet time; `undefined` when it is not quiet now. */
function quietUntil(quiet: QuietHours, zone: string, now: Date): DateTime | undefined {
	const local = DateTime.fromJSDate(now, { zone });
	const from = minutesOf(quiet.from);
	const to = minutesOf(quiet.to);
	if (!local.isValid || from === undefined || to === undefined || from === to) return undefined;
	const minutes = local.hour * 60 + local.minute;
	const spansMidnight = from > to;
	const isQuiet = spansMidnight ? minutes >= from || minutes < to : minutes >= from && minutes < to;
	if (!isQuiet) return undefined;
	const day = spansMidnight && minutes >= from ? local.plus({ days: 1 }) : local;
	return day.set({ hour: Math.floor(to / 60), minute: to % 60, second: 0, millisecond: 0 });
}

/** Reads `HH:mm`; `undefined` for anything else. */
export function minutesOf(time: string): number | undefined {
	const parts = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(time.trim());
	return parts ? Number(parts[1]) * 60 + Number(parts[2]) : undefined;
}
