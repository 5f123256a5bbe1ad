import type { INodeProperties } from 'n8n-workflow';

import { LAST_MESSAGES } from './history';

/**
 * Returns the fields of the message to the one who takes over.
 *
 * @param show when they are shown
 */
export function messageToNextFields(show: Record<string, string[]> = {}): INodeProperties[] {
	return [
		{
			displayName: 'Message to the Next',
			name: 'messageToNext',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'Last Messages',
					value: 'lastMessages',
					description: 'What both sides wrote, if the trigger keeps texts',
				},
				{ name: 'None', value: 'none' },
				{ name: 'Reason', value: 'reason', description: 'A text that you write' },
			],
			default: 'none',
			description:
				'Text for the one who takes over, where the provider passes it on. The item carries it as <code>messageToNext</code>, e.g. for your help desk.',
			displayOptions: { show },
		},
		{
			displayName: 'Reason',
			name: 'reason',
			type: 'string',
			default: '',
			placeholder: 'e.g. Complaint about an order',
			displayOptions: { show: { ...show, messageToNext: ['reason'] } },
		},
		{
			...LAST_MESSAGES,
			displayOptions: { show: { ...show, messageToNext: ['lastMessages'] } },
		},
	];
}
