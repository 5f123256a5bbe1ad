import type { INodeProperties } from 'n8n-workflow';

/** Options that only one provider has. */

export const continueInOption: INodeProperties = {
	displayName: 'Continue In',
	name: 'continueIn',
	type: 'fixedCollection',
	default: {},
	placeholder: 'Add Flow',
	description: "Where the provider's own bot continues when the customer answers a template",
	displayOptions: { show: { '/provider': ['blip'] } },
	options: [
		{
			displayName: 'Flow',
			name: 'flow',
			values: [
				{
					displayName: 'Bot (Master State)',
					name: 'masterState',
					type: 'string',
					default: '',
					placeholder: 'e.g. acmesub@msging.net',
				},
				{ displayName: 'Flow ID', name: 'flowId', type: 'string', default: '' },
				{ displayName: 'State ID', name: 'stateId', type: 'string', default: '' },
			],
		},
	],
};

export const validityOption: INodeProperties = {
	displayName: 'Deliver Within (Seconds)',
	name: 'validitySeconds',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		'How long the provider keeps trying to deliver, e.g. while a login code is valid. 0 uses the default of the provider.',
	displayOptions: { show: { '/provider': ['infobip'] } },
};

export const smsFailoverOption: INodeProperties = {
	displayName: 'SMS if Not Delivered',
	name: 'smsFailover',
	type: 'fixedCollection',
	default: {},
	placeholder: 'Add SMS',
	description: 'SMS to send when the message cannot be delivered',
	displayOptions: { show: { '/provider': ['infobip'] } },
	options: [
		{
			displayName: 'SMS',
			name: 'sms',
			values: [
				{
					displayName: 'Sender',
					name: 'from',
					type: 'string',
					default: '',
					description: 'Leave empty to use the SMS sender of the credential',
				},
				{
					displayName: 'Text',
					name: 'text',
					type: 'string',
					typeOptions: { rows: 2 },
					default: '',
				},
			],
		},
	],
};
