import { customerLanguage, readLanguage } from '../../../messaging/customer-language';
import { routers } from '../../../routing';
import type { BusinessHoursSettings, Weekday } from '../../../routing/business-days';
import { HOLIDAY_TYPES, type HolidayType } from '../../../routing/holidays';
import { loadOptions } from './business-hours.load-options';
import { businessHoursProperties } from './business-hours.properties';
import { readDate, readInstant } from './instant';
import { languageHints } from './language-hints';
import { asText, defineRule, hasOption, readPath } from './rule';

/**
 * Route By Business Hours. Adds `businessHours` to each item, so that the workflow can tell customers when the business
 * opens.
 */

interface HoursFields {
	days?: Weekday[];
	from?: string;
	to?: string;
	shift?: string;
}

interface SpecialDayFields {
	name?: string;
	from?: unknown;
	to?: unknown;
	hours?: string;
}

interface OptionFields {
	holidayRegion?: string;
	holidayTypes?: string[];
	judgeAt?: string;
	language?: string;
	openOnHolidays?: boolean;
	timeZone?: string;
}

export const businessHours = defineRule({
	option: {
		name: 'Business Hours',
		description: 'Open, closed or holiday at the time of the message',
		action: 'Route by business hours',
	},
	properties: businessHoursProperties,
	loadOptions,
	outputNames: () => ['Open', 'Closed', 'Holiday'],
	hasFallback: false,
	readPerItem: ['date'],
	readSettings(context, itemIndex): BusinessHoursSettings {
		const read = <T>(name: string, fallback: T) =>
			context.getNodeParameter(name, itemIndex, fallback as never) as T;
		const options = read<OptionFields>('options', {});
		const country = read<string>('holidayCountry', '');
		return {
			timeZone: options.timeZone || context.getTimezone(),
			week: read<HoursFields[]>('openingHours.values', []).map(({ days, from, to, shift }) => ({
				days: days ?? [],
				from: asText(from) ?? '',
				to: asText(to) ?? '',
				shift: asText(shift),
			})),
			specialDays: read<SpecialDayFields[]>('specialDays.values', []).map((day) => ({
				name: asText(day.name),
				from: readDate(day.from),
				to: readDate(day.to),
				hours: asText(day.hours),
			})),
			...(country && {
				holidays: {
					country,
					state: read<string>('holidayState', ''),
					region: options.holidayRegion,
					types: holidayTypes(options.holidayTypes),
					open: options.openOnHolidays ?? false,
				},
			}),
		};
	},
	compile: routers.businessHours,
	inputReader(context, { timeZone }, itemIndex) {
		const options = context.getNodeParameter('options', itemIndex, {}) as OptionFields;
		const fixed = readLanguage(options.language);
		const languageOf = (json: unknown) => fixed ?? customerLanguage(languageHints(json));
		if (options.judgeAt === 'now') {
			return (json) => ({ at: new Date(), language: languageOf(json) });
		}
		const hasDate = hasOption(context, 'date');
		return (json, index) => {
			const given = hasDate
				? context.getNodeParameter('options.date', index, '')
				: readPath(json, 'timestamp');
			const isMissing = given === undefined || given === null || given === '';
			return {
				at: isMissing ? new Date() : readInstant(given, timeZone),
				language: languageOf(json),
			};
		};
	},
	reasons: {
		open: 'The business is open at this time.',
		closed: 'The business is closed at this time.',
		holiday: 'The day is a holiday or a special day.',
		noDays: 'No opening hours have a day, so the business is closed.',
		noTime: 'The date of the item could not be read.',
	},
	findProblem: ({ reason }) =>
		reason === 'noTime'
			? {
					problem: 'The date of the item could not be read.',
					remedy:
						'Give the option Date a time such as 2026-11-20T14:30:00-03:00, or set Check At to Now.',
				}
			: undefined,
	additions: (answer) => ({ businessHours: { ...answer.businessHours } }),
});

function holidayTypes(chosen: string[] | undefined): HolidayType[] {
	return chosen ? HOLIDAY_TYPES.filter((type) => chosen.includes(type)) : ['public'];
}
