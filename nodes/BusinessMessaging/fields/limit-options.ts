import type { INodeProperties } from 'n8n-workflow';

/** How many people a number may begin to write to. The figures of a number are shown by Number > Get Health. */
export const messagingLimitOption: INodeProperties = {
	displayName: 'Messaging Limit',
	name: 'messagingLimit',
	type: 'fixedCollection',
	default: {},
	placeholder: 'Add Messaging Limit',
	description:
		'How many people your number may write to first within 24 hours. Messages to more of them leave on "Blocked"; whoever got one already, or wrote to you in the last 24 hours, is not counted again.',
	options: [
		{
			displayName: 'Limit',
			name: 'limit',
			values: [
				{
					displayName: 'People in 24 Hours',
					name: 'people',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 0 },
					default: 0,
					description:
						'On WhatsApp 250, 2,000, 10,000 or 100,000: Number > Get Health shows which. 0: no limit.',
				},
				{
					displayName: 'Warn At (%)',
					name: 'warnAtPercent',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
					default: 80,
					description: 'From this share of the limit on, sent items say so in the field notices',
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
		'Whether sent items say so in the field notices, once the 1,000 free service messages of the month are used up (WhatsApp). Months begin in the time zone of the workflow.',
};
