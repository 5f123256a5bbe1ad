import { page } from './page-data';
import { locale, t } from './words';

/** Times in the reader's language and the zone of the workflow. */

function formatted(date: Date, options: Intl.DateTimeFormatOptions): string {
	try {
		const inZone = { timeZone: page.zone, hourCycle: 'h23', ...options } as const;
		return new Intl.DateTimeFormat(locale(), inZone).format(date);
	} catch {
		return new Intl.DateTimeFormat(locale(), options).format(date);
	}
}

export function clockTime(date: Date): string {
	return formatted(date, { hour: '2-digit', minute: '2-digit' });
}

export function dayName(date: Date): string {
	return formatted(date, { weekday: 'long', day: 'numeric', month: 'long' });
}

export function duration(ms: number): string {
	const minutes = Math.floor(Math.abs(ms) / 60_000);
	if (minutes < 1) return t('seconds', Math.floor(Math.abs(ms) / 1000));
	if (minutes < 60) return t('minutes', minutes);
	if (minutes < 72 * 60) {
		const hours = Math.floor(minutes / 60);
		return minutes % 60 === 0 ? t('fullHours', hours) : t('hours', hours, minutes % 60);
	}
	return t('days', Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60));
}

/** Returns the parts of an instant on the wall clock of the zone, written as if it were UTC. */
export function wallTime(date: Date): number {
	const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone: page.zone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
	for (const { type, value } of format.formatToParts(date)) parts[type] = Number(value);
	const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
	return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Returns the instant at which the wall clock of the zone shows these parts. */
export function instantOf(wall: number): number {
	let instant = wall;
	for (let round = 0; round < 3; round += 1) instant += wall - wallTime(new Date(instant));
	return instant;
}
