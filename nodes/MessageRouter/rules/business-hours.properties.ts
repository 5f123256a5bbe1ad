import type { INodeProperties } from 'n8n-workflow';
import { WEEKDAYS } from '../../../routing/business-days';
import { businessHoursOptions } from './business-hours.options';

/** Panel fields of Route By Business Hours. */

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
				itemTitle:
					'={{ ($collection.item.value.shift ? $collection.item.value.shift + ", " : "") + ($collection.item.value.days?.length ? "" : "No days, ") + $collection.item.value.from + " – " + $collection.item.value.to }}',
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
		description: 'When the business is open. For a break at noon, add the same days twice.',
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
							'When the business closes. A time that is not after From is on the next day. From 00:00 to 00:00 is the whole day.',
					},
					{
						displayName: 'Shift Name',
						name: 'shift',
						type: 'string',
						default: '',
						placeholder: 'e.g. Morning',
						description:
							'Name of this period. An item that leaves by Open in it has the name in <code>businessHours.shift</code>.',
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
			'Days that have hours of their own, or none. They override holidays and opening hours. The first one for a date applies.',
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
						description: 'The last day. Leave empty for one day.',
					},
					{
						displayName: 'Hours',
						name: 'hours',
						type: 'string',
						default: '',
						placeholder: 'e.g. 09:00-12:00, 13:00-15:00',
						description: 'When the business is open on this day. Leave empty for a day off.',
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
		hint: 'The business is closed on public holidays of the country',
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
	businessHoursOptions,
];
