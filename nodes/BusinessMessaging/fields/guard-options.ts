import type { INodeProperties } from 'n8n-workflow';

/** Options that decide when a message is blocked, and where it then leaves. */

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
			description: 'Send an approved template in place of the text',
		},
		{
			name: 'Try Anyway',
			value: 'tryAnyway',
			description: 'Let the provider decide. WhatsApp refuses free text outside the window.',
		},
	],
	default: 'block',
	description:
		"Free text may be sent for 24 hours after the customer's last message (the customer service window); after that only approved templates",
};

export const consentOption: INodeProperties = {
	displayName: 'Consent',
	name: 'consent',
	type: 'options',
	options: [
		{
			name: 'Ignore for This Message',
			value: 'ignore',
			description: 'Only to confirm an opt-out',
		},
		{
			name: 'Require Opt-In',
			value: 'requireOptIn',
			description: 'Send only to customers with a recorded opt-in',
		},
		{
			name: 'Respect Opt-Out',
			value: 'respectOptOut',
			description: 'Send only to customers who have not opted out',
		},
	],
	default: 'respectOptOut',
	description: 'Which consent a customer must have for the message to be sent',
};

export const ifBlockedOption: INodeProperties = {
	displayName: 'If Blocked',
	name: 'ifBlocked',
	type: 'options',
	options: [
		{
			name: 'Continue on the "Blocked" Output',
			value: 'output',
			description: 'With the reason and the remedy',
		},
		{ name: 'Stop With an Error', value: 'error' },
	],
	default: 'output',
	description: 'What to do with a message that must not be sent',
};
