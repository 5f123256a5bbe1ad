import type { INodeProperties } from 'n8n-workflow';

/** What a report is about, and by what it counts. */
export const reportFields: INodeProperties[] = [
	{
		displayName: 'Group By',
		name: 'groupBy',
		type: 'options',
		options: [
			{ name: 'Campaign', value: 'campaign' },
			{ name: 'Day', value: 'day' },
			{ name: 'Nothing', value: 'total', description: 'One item with the sums' },
			{ name: 'Template', value: 'template' },
		],
		default: 'campaign',
		description: 'One item for each',
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			{
				displayName: 'Campaign',
				name: 'campaign',
				type: 'string',
				default: '',
				placeholder: 'e.g. Black Friday 2026',
				description: 'The name under Options > Campaign of the sends',
			},
			{
				displayName: 'From',
				name: 'from',
				type: 'dateTime',
				default: '',
				description: 'The first moment. By default 30 days ago.',
			},
			{
				displayName: 'Our Number ID',
				name: 'businessId',
				type: 'string',
				default: '',
				placeholder: 'e.g. {{ $json.business.id }}',
			},
			{
				displayName: 'Template Name',
				name: 'templateName',
				type: 'string',
				default: '',
				placeholder: 'e.g. order_ready',
			},
			{
				displayName: 'Time Zone',
				name: 'timeZone',
				type: 'string',
				default: '',
				placeholder: 'e.g. America/Sao_Paulo',
				description: 'In which days begin and end. By default that of the workflow.',
			},
			{
				displayName: 'To',
				name: 'to',
				type: 'dateTime',
				default: '',
				description: 'Everything before this moment. By default now.',
			},
		],
	},
];
