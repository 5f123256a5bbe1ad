import type { INodeProperties } from 'n8n-workflow';

/** How many people a number may begin to write to. The figures of a number are shown by Number > Get Health. */
export const messagingLimitOption: INodeProperties = {
	displayName: 'Messaging Limit',
	name: 'messagingLimit',
	type: 'fixedCollection',
	default: {},
	placeholder: 'Add Messaging Limit',
	description:
		'Keeps messages back with which you begin a conversation, once the number has begun so many within 24 hours. People you wrote to already still get theirs.',
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
					description: '0: no limit. On WhatsApp 250, 2,000, 10,000 or 100,000.',
				},
				{
					displayName: 'Warn At (%)',
					name: 'warnAtPercent',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
					default: 80,
					description: 'From this part of the limit on, sent items carry a notice',
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
		'Whether sent items carry a notice once the 1,000 free service messages of the month are used up (WhatsApp). Months begin in the time zone of the workflow.',
};
