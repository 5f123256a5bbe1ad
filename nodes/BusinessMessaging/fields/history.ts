import type { INodeProperties } from 'n8n-workflow';

/** Number of the newest messages of a history. */
export const LAST_MESSAGES = {
	displayName: 'Last Messages',
	name: 'lastMessages',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1000 },
	default: 20,
	description: 'How many messages, counted back from the newest one',
} as const satisfies INodeProperties;
