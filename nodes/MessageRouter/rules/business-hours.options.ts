import type { INodeProperties } from 'n8n-workflow';
import type { HolidayType } from '../../../routing/holidays';
import { timeZoneOption } from './time-zone-option';

/** Panel options of Route By Business Hours. */
export const businessHoursOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	displayOptions: { show: { operation: ['businessHours'] } },
	options: [
		{
			displayName: 'Check At',
			name: 'judgeAt',
			type: 'options',
			options: [
				{
					name: 'Now',
					value: 'now',
					description: 'The time at which this node runs',
				},
				{
					name: 'Time of the Message',
					value: 'message',
					description: 'The time at which the customer wrote, or now when the item has none',
				},
			],
			default: 'message',
			description: 'Which time to compare with the opening hours',
		},
		{
			displayName: 'Date',
			name: 'date',
			type: 'string',
			default: '={{ $json.timestamp }}',
			description:
				'The time to check, when the item does not come from a Business Messaging Trigger. Without an offset it is in the time zone of this node.',
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
			displayName: 'Language',
			name: 'language',
			type: 'options',
			options: [
				{
					name: "Customer's Language",
					value: '',
					description: 'As the platform or your system states it, else that of the phone number',
				},
				{ name: 'English', value: 'en' },
				{ name: 'Portuguese', value: 'pt' },
				{ name: 'Spanish', value: 'es' },
			],
			default: '',
			description:
				'The language of <code>opensAtText</code>. An expression may give any other, such as fr.',
		},
		{
			displayName: 'Open on Holidays',
			name: 'openOnHolidays',
			type: 'boolean',
			default: false,
			description:
				'Whether the opening hours also apply on holidays. The item still names the holiday.',
		},
		timeZoneOption,
	],
};
