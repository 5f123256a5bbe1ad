import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { routers } from '../../../routing';
import type { Weekday } from '../../../routing/business-days';
import { HOLIDAY_TYPES, type HolidayType } from '../../../routing/holidays';
import { businessHoursProperties } from './business-hours.properties';
import { readDate, readInstant } from './instant';
import { asText, hasOption, readPath, refuseProblems, type RoutingRule } from './rule';

/**
 * Route By Business Hours. Adds `businessHours` to each item, so that the answer can say when the business opens.
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

export const businessHours: RoutingRule = {
	properties: businessHoursProperties,
	prepare(context, itemIndex) {
		const read = <T>(name: string, fallback: T) =>
			context.getNodeParameter(name, itemIndex, fallback as never) as T;
		const options = read<OptionFields>('options', {});
		const timeZone = options.timeZone || context.getTimezone();
		const country = read<string>('holidayCountry', '');
		const state = read<string>('holidayState', '');
		const router = routers.businessHours({
			timeZone,
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
					state,
					region: options.holidayRegion,
					types: holidayTypes(options.holidayTypes),
					open: options.openOnHolidays ?? false,
				},
			}),
		});
		refuseProblems(context, router, itemIndex);
		const judgeNow = options.judgeAt === 'now';
		const ownDate = hasOption(context, 'date');
		return (json, index) => {
			const given = ownDate
				? context.getNodeParameter('options.date', index, '')
				: readPath(json, 'timestamp');
			const missing = given === undefined || given === null || given === '';
			const at = judgeNow || missing ? new Date() : readInstant(given, timeZone);
			const decision = at && router.decide({ at });
			if (decision?.businessHours === undefined) throw noTime(context, index);
			return {
				branches: decision.branches,
				additions: { businessHours: { ...decision.businessHours } },
			};
		};
	},
};

function holidayTypes(chosen: string[] | undefined): HolidayType[] {
	return chosen ? HOLIDAY_TYPES.filter((type) => chosen.includes(type)) : ['public'];
}

function noTime(context: IExecuteFunctions, itemIndex: number): NodeOperationError {
	return new NodeOperationError(context.getNode(), 'The item has a date that cannot be read.', {
		itemIndex,
		description:
			'Give the option Date a time such as 2026-11-20T14:30:00-03:00, or set Judge At to Now.',
	});
}
