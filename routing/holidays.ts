import type Holidays from 'date-holidays';
import type { SettingsProblem } from './decision';
import { addDays } from './local-time';

/**
 * Public holidays of a country, state and region, from the date-holidays collection. Dates are local calendar dates of
 * the place. The collection also knows the dates of holidays that follow the moon.
 */

export const HOLIDAY_TYPES = ['public', 'bank'] as const;
/** `public` is a day off for all. On `bank` holidays banks and offices are closed. */
export type HolidayType = (typeof HOLIDAY_TYPES)[number];

export interface HolidaySettings {
	/** Country code of date-holidays, usually ISO 3166, e.g. `BR`. */
	country: string;
	/** E.g. `SP`. */
	state?: string;
	region?: string;
	types: readonly HolidayType[];
}

export interface Holiday {
	/** Name in the language of the country. */
	name: string;
	/** Start in minutes since the start of the day. Some holidays are afternoons only. */
	start: number;
}

export interface HolidayCalendar {
	problems: SettingsProblem[];
	/** @param date `YYYY-MM-DD` */
	on(date: string): Holiday | undefined;
}

/**
 * Corrections of date-holidays 3.37. Brazil: 20 November is a holiday of the whole country since law 14.759 of
 * 21 December 2023. The collection drops it in the states that had one of their own before (AM, MT, RJ, SP).
 */
const CORRECTIONS: ReadonlyArray<{ country: string; rule: string; name: string; from: string }> = [
	{ country: 'BR', rule: '11-20', name: 'Dia da Consciência Negra', from: '2023-12-21' },
];

const MILLISECONDS_PER_DAY = 86_400_000;

export function compileHolidays(settings: HolidaySettings): HolidayCalendar {
	const problem = findUnknownPlace(settings);
	if (problem) return { problems: [problem], on: () => undefined };
	const { country, state, region } = settings;
	const calendar = new (library())(
		{ country, ...(state && { state }), ...(state && region && { region }) },
		{ types: [...settings.types] },
	);
	for (const { country: where, rule, name, from } of CORRECTIONS) {
		if (where !== country || !settings.types.includes('public')) continue;
		calendar.setHoliday(rule, { name, type: 'public', active: [{ from }] });
	}
	const years = new Map<number, Map<string, Holiday>>();
	return {
		problems: [],
		on(date) {
			const year = Number(date.slice(0, 4));
			let holidays = years.get(year);
			if (!holidays) years.set(year, (holidays = holidaysStartingIn(calendar, year)));
			// A holiday of several days may have begun in the year before.
			const earlier = years.get(year - 1) ?? holidaysStartingIn(calendar, year - 1);
			years.set(year - 1, earlier);
			return holidays.get(date) ?? earlier.get(date);
		},
	};
}

/** Returns code and English name of every country, of the states of a country, or of the regions of a state. */
export function listHolidayPlaces(country?: string, state?: string): Record<string, string> {
	const collection = new (library())();
	if (!country) return collection.getCountries('en');
	if (!state) return collection.getStates(country, 'en') ?? {};
	return collection.getRegions(country, state, 'en') ?? {};
}

/** Loads the collection on first use: it takes 150 ms and 20 MB, which workflows without holidays do not need. */
function library(): typeof Holidays {
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- the only way to load later and synchronously
	return require('date-holidays') as typeof Holidays;
}

function holidaysStartingIn(calendar: Holidays, year: number): Map<string, Holiday> {
	const found = new Map<string, Holiday>();
	for (const holiday of calendar.getHolidays(year)) {
		const [date = '', clock = ''] = holiday.date.split(' ');
		const [hours = 0, minutes = 0] = clock.split(':').map(Number);
		const start = hours * 60 + minutes;
		const length = holiday.end.getTime() - holiday.start.getTime();
		const days = Math.max(1, Math.round(length / MILLISECONDS_PER_DAY));
		for (let day = 0; day < days; day++) {
			const key = addDays(date, day);
			const known = found.get(key);
			const begins = day === 0 ? start : 0;
			// A whole day wins over an afternoon on the same date.
			if (!known || begins < known.start) found.set(key, { name: holiday.name, start: begins });
		}
	}
	return found;
}

function findUnknownPlace({
	country,
	state,
	region,
}: HolidaySettings): SettingsProblem | undefined {
	const unknown = (what: string, code: string, remedy: string): SettingsProblem => ({
		problem: `The holidays of the ${what} "${code}" are not known.`,
		remedy,
	});
	if (!Object.hasOwn(listHolidayPlaces(), country)) {
		return unknown('country', country, 'Choose the country from the list.');
	}
	if (state && !Object.hasOwn(listHolidayPlaces(country), state)) {
		return unknown('state', state, 'Choose the state from the list, or leave it empty.');
	}
	if (state && region && !Object.hasOwn(listHolidayPlaces(country, state), region)) {
		return unknown('region', region, 'Choose the region from the list, or leave it empty.');
	}
	return undefined;
}
