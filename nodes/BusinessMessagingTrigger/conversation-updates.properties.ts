import type { INodeProperties } from 'n8n-workflow';

import { UPDATE_LABELS } from './settings';

const minutes = { type: 'number', typeOptions: { minValue: 0 } } as const;

/** Times after which a conversation update starts the workflow. An update without a time is off. */
export const conversationUpdates: INodeProperties = {
	displayName: 'Conversation Updates',
	name: 'conversationUpdates',
	type: 'collection',
	placeholder: 'Add Update',
	default: {},
	description:
		'When Conversation Update starts the workflow: once for each silence, and once for each customer service window',
	displayOptions: { show: { triggerOn: ['conversation'] } },
	options: [
		{
			displayName: UPDATE_LABELS.agentSilent,
			name: 'agentSilent',
			...minutes,
			default: 5,
			description:
				'How long a customer waits for an agent. Counts from the first message that no agent has answered, or from the time when the customer was given to people or put on hold. 0 switches it off.',
		},
		{
			displayName: UPDATE_LABELS.customerSilent,
			name: 'customerSilent',
			...minutes,
			default: 10,
			description:
				'How long the customer has not answered your last message. A reminder that you send after this update does not begin the time again. 0 switches it off.',
		},
		{
			displayName: 'Window Closes Only If Unanswered',
			name: 'onlyUnanswered',
			type: 'boolean',
			default: true,
			description:
				"Whether the end of the window starts the workflow only if the customer's last message has no answer",
		},
		{
			displayName: UPDATE_LABELS.windowCloses,
			name: 'windowCloses',
			...minutes,
			default: 60,
			description:
				'How long before the customer service window closes the workflow starts, while free text can still be sent. 0 switches it off.',
		},
	],
};
