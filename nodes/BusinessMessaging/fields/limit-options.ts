import type { INodeProperties } from 'n8n-workflow';

/** Messaging limit of a number. Number > Get Health shows how much of it is used. */
export const messagingLimitOption: INodeProperties = {
	displayName: 'Messaging Limit',
	name: 'messagingLimit',
	type: 'fixedCollection',
	default: {},
	placeholder: 'Add Messaging Limit',
	description:
		'How many customers your number may begin to write to within 24 hours. Messages to more customers leave on "Blocked". Customers who wrote to you in the last 24 hours are not counted.',
	options: [
		{
			displayName: 'Limit',
			name: 'limit',
			values: [
				{
					displayName: 'Customers in 24 Hours',
					name: 'people',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 0 },
					default: 0,
					description:
						'On WhatsApp 250, 2,000, 10,000 or 100,000, as Number > Get Health shows. 0 sets no limit.',
				},
				{
					displayName: 'Warn At (%)',
					name: 'warnAtPercent',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
					default: 80,
					description: 'Share of the limit from which sent items get a notice in the field notices',
				},
			],
		},
	],
};

export const serviceAllowanceOption: INodeProperties = {
	displayName: 'Notice When Free Messages Are Used Up',
	name: 'serviceAllowance',
	type: 'boolean',
	default: false,
	description:
		'Whether to add a notice to the field notices of sent items when the 1,000 free service messages of the month are used up (WhatsApp). Months begin in the time zone of the workflow.',
};
