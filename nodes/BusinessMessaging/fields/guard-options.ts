import type { INodeProperties } from 'n8n-workflow';

/** What keeps a message back, and what becomes of it then. */

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
			description: 'The provider decides; WhatsApp refuses free text outside of the window',
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
	description: 'What the customer must have said, or must not have said, for the message to go out',
};

export const ifBlockedOption: INodeProperties = {
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
	description: 'What happens to a message that must not go out',
};
