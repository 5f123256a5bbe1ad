import { routers } from '../../../routing';
import type { BusinessHoursSettings, Weekday } from '../../../routing/business-days';
import { HOLIDAY_TYPES, type HolidayType } from '../../../routing/holidays';
import { loadOptions } from './business-hours.load-options';
import { businessHoursProperties } from './business-hours.properties';
import { readDate, readInstant } from './instant';
import { asText, defineRule, hasOption, readPath } from './rule';

/**
 * Route By Business Hours. Adds `businessHours` to each item, so that the workflow can tell customers when the business
 * opens.
 */

interface HoursFields {
	days?: Weekday[];
	from?: string;
	to?: string;
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
			week: read<HoursFields[]>('openingHours.values', []).map(({ days, from, to }) => ({
				days: days ?? [],
				from: asText(from) ?? '',
				to: asText(to) ?? '',
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
		const { judgeAt } = context.getNodeParameter('options', itemIndex, {}) as OptionFields;
		if (judgeAt === 'now') return () => ({ at: new Date() });
		const hasDate = hasOption(context, 'date');
		return (json, index) => {
			const given = hasDate
				? context.getNodeParameter('options.date', index, '')
				: readPath(json, 'timestamp');
			const isMissing = given === undefined || given === null || given === '';
			return { at: isMissing ? new Date() : readInstant(given, timeZone) };
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
