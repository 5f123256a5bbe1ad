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
			{ name: 'Nothing (Totals Only)', value: 'total', description: 'One item with the sums' },
			{ name: 'Template', value: 'template' },
		],
		default: 'campaign',
		description:
			'One item for each. Only messages sent through the provider above are counted, those of the last 30 days unless a filter says otherwise.',
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
				description: 'The name that Send or Send Template has under Options > Campaign',
			},
			{
				displayName: 'From',
				name: 'from',
				type: 'dateTime',
				default: '',
				description: 'Messages from this moment on. By default the last 30 days.',
			},
			{
				displayName: 'Our Number ID',
				name: 'businessId',
				type: 'string',
				default: '',
				placeholder: 'e.g. {{ $json.business.id }}',
				description: 'Only what this number, sender or bot sent. By default all of them.',
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
				description: 'Where days begin and end. By default the time zone of the workflow.',
			},
			{
				displayName: 'To',
				name: 'to',
				type: 'dateTime',
				default: '',
				description: 'Messages before this moment. By default now.',
			},
		],
	},
];
