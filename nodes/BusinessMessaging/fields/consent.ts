import type { INodeProperties } from 'n8n-workflow';

import { endsFields } from './ends';

export const consentFields: INodeProperties[] = [
	...endsFields,
	{
		displayName: 'Scope',
		name: 'scope',
		type: 'options',
		options: [
			{ name: 'All Messages', value: 'all' },
			{ name: 'Marketing', value: 'marketing', description: 'Promotions only' },
		],
		default: 'all',
		description: 'Which messages the customer accepts or refuses',
	},
	{
		displayName: 'Evidence',
		name: 'evidence',
		type: 'string',
		default: '',
		placeholder: 'e.g. Form on the website, 2026-03-14',
		description: 'Where the consent comes from. It is kept in the consent history.',
	},
];
