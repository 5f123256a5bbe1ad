import type { INodeProperties } from 'n8n-workflow';

export const quietHoursOption: INodeProperties = {
	displayName: 'Quiet Hours',
	name: 'quietHours',
	type: 'fixedCollection',
	default: {},
	placeholder: 'Add Quiet Hours',
	description:
		'Times at which nothing goes out, where the customer is: by the attribute timeZone of the contact, or by the country of the phone number (in Brazil by the area code)',
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
						{ name: 'Everything', value: 'everything' },
						{
							name: 'Templates',
							value: 'templates',
							description: 'Only what the customer did not just ask for',
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
				},
				{
					displayName: 'To',
					name: 'to',
					type: 'string',
					default: '08:00',
					placeholder: 'e.g. 08:00',
				},
			],
		},
	],
};
