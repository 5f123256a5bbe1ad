import { DateTime } from 'luxon';
import { languageAmong } from '../messaging/customer-language';

/**
 * The next opening in words, to complete a sentence to the customer: "segunda-feira às 9h", "Monday at 9 am", "el lunes
 * a las 9". Names of days and months of every language come from `Intl`.
 */

interface Wording {
	/** Puts the words of a clock time behind those of a day. */
	at(day: string, time: DateTime): string;
	weekday?(name: string): string;
	date?(name: string): string;
}

const pad = (minute: number) => String(minute).padStart(2, '0');

const WORDINGS = {
	/** Any other language. */
	und: {
		at: (day, time) => `${day}, ${time.toLocaleString({ hour: 'numeric', minute: '2-digit' })}`,
	},
	en: {
		at: (day, { hour, minute }) =>
			`${day} at ${hour % 12 || 12}${minute ? `:${pad(minute)}` : ''} ${hour < 12 ? 'am' : 'pm'}`,
	},
	es: {
		at: (day, { hour, minute }) =>
			`${day} ${hour === 1 ? 'a la' : 'a las'} ${hour}${minute || !hour ? `:${pad(minute)}` : ''}`,
		weekday: (name) => `el ${name}`,
		date: (name) => `el ${name}`,
	},
	pt: {
		at: (day, { hour, minute }) =>
			`${day} ${hour < 2 ? 'à' : 'às'} ${hour}h${minute ? pad(minute) : ''}`,
		date: (name) => `dia ${name}`,
	},
} satisfies Record<string, Wording>;

/** Further ahead the name of the weekday would be read as an earlier day. */
const DAYS_WITH_DISTINCT_NAMES = 7;

/**
 * Returns the words for an opening. Both times have the time zone of the business.
 *
 * @param language BCP 47
 */
export function openingInWords(opening: DateTime, now: DateTime, language: string): string {
	const wording: Wording = WORDINGS[languageAmong(['und', 'en', 'es', 'pt'], language)];
	const time = opening.setLocale(language);
	return wording.at(dayInWords(time, now, wording), time);
}

function dayInWords(opening: DateTime, now: DateTime, wording: Wording): string {
	const days = Math.round(opening.startOf('day').diff(now.startOf('day'), 'days').days);
	if (days < 2) {
		const relative = new Intl.RelativeTimeFormat(opening.locale ?? 'en', { numeric: 'auto' });
		return relative.format(days, 'day');
	}
	if (days < DAYS_WITH_DISTINCT_NAMES) {
		const name = opening.toLocaleString({ weekday: 'long' });
		return wording.weekday?.(name) ?? name;
	}
	const name = opening.toLocaleString({ day: 'numeric', month: 'long' });
	return wording.date?.(name) ?? name;
}
