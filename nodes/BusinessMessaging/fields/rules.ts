import type { INodeProperties } from 'n8n-workflow';

import { messagingLimitOption, serviceAllowanceOption } from './limit-options';

/** Rules that every send obeys; the defaults are right for most. */
export const sendOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Campaign',
			name: 'campaign',
			type: 'string',
			default: '',
			placeholder: 'e.g. Black Friday 2026',
			description:
				'A name for this mailing. Each person gets it once, also when the execution is run again after a crash. Report > Get Delivery Report counts by it.',
		},
		{
			displayName: 'Consent',
			name: 'consent',
			type: 'options',
			options: [
				{
					name: 'Ignore for This Message',
					value: 'ignore',
					description: 'Only for the one confirmation that somebody has opted out',
				},
				{
					name: 'Require Opt-In',
					value: 'requireOptIn',
					description: 'Nothing goes to people without a recorded opt-in',
				},
				{
					name: 'Respect Opt-Out',
					value: 'respectOptOut',
					description: 'Nothing goes to people who opted out',
				},
			],
			default: 'respectOptOut',
		},
		{
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
		},
		{
			displayName: 'Deliver Within (Seconds)',
			name: 'validitySeconds',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				'How long the provider may try. Later the message is worth nothing any more, e.g. a code. 0: as long as the provider does.',
			displayOptions: { show: { '/provider': ['infobip'] } },
		},
		{
			displayName: 'If Blocked',
			name: 'ifBlocked',
			type: 'options',
			options: [
				{
					name: 'Continue on the "Blocked" Output',
					value: 'output',
					description: 'With the reason and what to do',
				},
				{ name: 'Stop With an Error', value: 'error' },
			],
			default: 'output',
		},
		{
			displayName: 'Messages per Second',
			name: 'messagesPerSecond',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 1 },
			default: 0,
			description:
				"How fast messages of this number may leave. 0: as fast as the provider's documentation allows. WhatsApp numbers that are shared with the WhatsApp Business app: 20.",
		},
		messagingLimitOption,
		serviceAllowanceOption,
		{
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
		},
		{
			displayName: 'Quote Message ID',
			name: 'replyTo',
			type: 'string',
			default: '',
			placeholder: 'e.g. {{ $json.message.id }}',
			description: 'The message that this one answers, shown above it as a quotation',
		},
		{
			displayName: 'Reference',
			name: 'reference',
			type: 'string',
			default: '',
			placeholder: 'e.g. order-77',
			description: 'Comes back with every status of this message; never shown to the customer',
		},
		{
			displayName: 'Show Link Preview',
			name: 'previewLink',
			type: 'boolean',
			default: true,
			description: 'Whether a link in the text gets a preview',
		},
		{
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
		},
	],
};

export const closedWindowField: INodeProperties = {
	displayName: 'If the Window Is Closed',
	name: 'closedWindow',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Block',
			value: 'block',
			description: 'The item leaves on the "Blocked" output, with the reason',
		},
		{
			name: 'Send a Template Instead',
			value: 'sendTemplate',
			description: 'An approved template goes out in place of the text',
		},
		{
			name: 'Try Anyway',
			value: 'tryAnyway',
			description: 'The provider decides',
		},
	],
	default: 'block',
	description:
		"Free text may be sent for 24 hours after the customer's last message (the customer service window); after that only approved templates",
};
