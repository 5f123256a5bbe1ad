import type { INodeProperties } from 'n8n-workflow';

export const quietHoursOption: INodeProperties = {
	displayName: 'Quiet Hours',
	name: 'quietHours',
	type: 'fixedCollection',
	default: {},
	placeholder: 'Add Quiet Hours',
	description:
		'Daily time in which no message is sent, in the time zone of the customer. It is the attribute timeZone of the contact, else that of the phone number (its country, in Brazil its area code), else that of the workflow.',
	options: [
		{
			displayName: 'Quiet Hours',
			name: 'hours',
			values: [
				{
					displayName: 'Applies To',
					name: 'appliesTo',
					type: 'options',
					options: [
						{
							name: 'Everything',
							value: 'everything',
							description: 'Also answers to customers who write at night',
						},
						{
							name: 'Templates',
							value: 'templates',
							description:
								'Only messages that you begin. Answers in free text are sent at any time.',
						},
					],
					default: 'templates',
				},
				{
					displayName: 'From',
					name: 'from',
					type: 'string',
					default: '21:00',
					placeholder: 'e.g. 21:00',
					description: 'Start of the quiet hours, in hours and minutes',
				},
				{
					displayName: 'To',
					name: 'to',
					type: 'string',
					default: '08:00',
					placeholder: 'e.g. 08:00',
					description: 'End of the quiet hours. A time before From is on the next day.',
				},
			],
		},
	],
};
