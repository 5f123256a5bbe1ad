import type { INodeProperties } from 'n8n-workflow';
import type { HolidayType } from '../../../routing/holidays';

/** The options of Route By Business Hours. */
export const businessHoursOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	displayOptions: { show: { operation: ['businessHours'] } },
	options: [
		{
			displayName: 'Date',
			name: 'date',
			type: 'string',
			default: '={{ $json.timestamp }}',
			description:
				'The time that is judged, when it does not come from a Business Messaging Trigger. Without an offset it is in the time zone of this node.',
		},
		{
			displayName: 'Holiday Region Name or ID',
			name: 'holidayRegion',
			type: 'options',
			typeOptions: {
				loadOptionsMethod: 'getHolidayRegions',
				loadOptionsDependsOn: ['holidayCountry', 'holidayState'],
			},
			default: '',
			description:
				'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			hint: 'Adds the holidays of the region or city',
		},
		{
			displayName: 'Holiday Types',
			name: 'holidayTypes',
			type: 'multiOptions',
			options: [
				{ name: 'Bank Holidays', value: 'bank' satisfies HolidayType },
				{ name: 'Public Holidays', value: 'public' satisfies HolidayType },
			],
			default: ['public'],
			description: 'Which holidays count',
		},
		{
			displayName: 'Judge At',
			name: 'judgeAt',
			type: 'options',
			options: [
				{
					name: 'Now',
					value: 'now',
					description: 'The time at which the node runs',
				},
				{
					name: 'Time of the Message',
					value: 'message',
					description: 'The time at which the customer wrote; now when there is none',
				},
			],
			default: 'message',
			description: 'Which time is compared with the hours',
		},
		{
			displayName: 'Open on Holidays',
			name: 'openOnHolidays',
			type: 'boolean',
			default: false,
			description: 'Whether the opening hours apply on holidays, which are then only named',
		},
		{
			displayName: 'Time Zone Name or ID',
			name: 'timeZone',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getTimeZones' },
			default: '',
			description:
				'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			hint: 'The time zone of the business, when it is not the one of the workflow',
		},
	],
};
