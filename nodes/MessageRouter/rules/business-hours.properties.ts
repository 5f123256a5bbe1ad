import type { INodeProperties } from 'n8n-workflow';
import { WEEKDAYS } from '../../../routing/business-days';
import type { HolidayType } from '../../../routing/holidays';

/** The fields of Route By Business Hours. */

const show = { operation: ['businessHours'] };

export const businessHoursProperties: INodeProperties[] = [
	{
		displayName: 'Opening Hours',
		name: 'openingHours',
		type: 'fixedCollection',
		placeholder: 'Add Opening Hours',
		typeOptions: {
			multipleValues: true,
			sortable: true,
			fixedCollection: {
				itemTitle: '={{ $collection.item.value.from + " – " + $collection.item.value.to }}',
			},
		},
		default: {
			values: [
				{
					days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
					from: '09:00',
					to: '18:00',
				},
			],
		},
		displayOptions: { show },
		description: 'When the business is open. Add the same day twice for a break at noon.',
		options: [
			{
				name: 'values',
				displayName: 'Opening Hours',
				values: [
					{
						displayName: 'Days',
						name: 'days',
						type: 'multiOptions',
						options: WEEKDAYS.map((day) => ({
							name: day.charAt(0).toUpperCase() + day.slice(1),
							value: day,
						})),
						default: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
						description: 'The days on which the period begins',
					},
					{
						displayName: 'From',
						name: 'from',
						type: 'string',
						default: '09:00',
						placeholder: 'e.g. 09:00',
						description: 'When the business opens',
					},
					{
						displayName: 'To',
						name: 'to',
						type: 'string',
						default: '18:00',
						placeholder: 'e.g. 18:00',
						description:
							'When the business closes. A time that is not after From is on the next day; 00:00 to 00:00 is the whole day.',
					},
				],
			},
		],
	},
	{
		displayName: 'Special Days',
		name: 'specialDays',
		type: 'fixedCollection',
		placeholder: 'Add Special Day',
		typeOptions: {
			multipleValues: true,
			sortable: true,
			fixedCollection: {
				itemTitle: '={{ $collection.item.value.name || $collection.item.value.from }}',
			},
		},
		default: {},
		displayOptions: { show },
		description:
			'Days with hours of their own, or without any. They stand above holidays and opening hours; the first that fits applies.',
		options: [
			{
				name: 'values',
				displayName: 'Special Day',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. Company anniversary',
						description: 'For your answer to the customer',
					},
					{
						displayName: 'From',
						name: 'from',
						type: 'string',
						default: '',
						placeholder: 'e.g. 2026-12-24, or 12-24 for every year',
						description: 'The day, or the first of several days',
					},
					{
						displayName: 'To',
						name: 'to',
						type: 'string',
						default: '',
						placeholder: 'e.g. 2027-01-02',
						description: 'The last day, written like the first. Leave empty for one day.',
					},
					{
						displayName: 'Hours',
						name: 'hours',
						type: 'string',
						default: '',
						placeholder: 'e.g. 09:00-12:00, 13:00-15:00',
						description: 'When the business is open on this day. Leave empty when it is closed.',
					},
				],
			},
		],
	},
	{
		displayName: 'Holiday Country Name or ID',
		name: 'holidayCountry',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getHolidayCountries' },
		default: '',
		displayOptions: { show },
		description:
			'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		hint: 'Public holidays of the country are not business days',
	},
	{
		displayName: 'Holiday State Name or ID',
		name: 'holidayState',
		type: 'options',
		typeOptions: {
			loadOptionsMethod: 'getHolidayStates',
			loadOptionsDependsOn: ['holidayCountry'],
		},
		default: '',
		displayOptions: { show, hide: { holidayCountry: [''] } },
		description:
			'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		hint: 'Adds the holidays of the state',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show },
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
	},
];
