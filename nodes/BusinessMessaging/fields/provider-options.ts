import type { INodeProperties } from 'n8n-workflow';

/** What only one provider can do. */

export const continueInOption: INodeProperties = {
	displayName: 'Continue In',
	name: 'continueIn',
	type: 'fixedCollection',
	default: {},
	placeholder: 'Add Flow',
	description: "Where the provider's own bot goes on when the customer answers a template",
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
		'How long the provider may try. Later the message is worth nothing any more, e.g. a code. 0: as long as the provider does.',
	displayOptions: { show: { '/provider': ['infobip'] } },
};

export const smsFailoverOption: INodeProperties = {
	displayName: 'SMS if Not Delivered',
	name: 'smsFailover',
	type: 'fixedCollection',
	default: {},
	placeholder: 'Add SMS',
	description: 'What goes out as SMS when the message cannot be delivered',
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
					description: 'Empty: the SMS sender of the credential',
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
