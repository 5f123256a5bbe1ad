import type { INodeProperties } from 'n8n-workflow';

/** Filters and grouping of a report. */
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
			'What to group the counts by. The output has one item for each group. Only messages through the provider above are counted, by default those of the last 30 days.',
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			{
				displayName: 'Business Number',
				name: 'businessId',
				type: 'string',
				default: '',
				placeholder: 'e.g. {{ $json.business.id }}',
				description: 'ID of a number, sender or bot of your business. Leave empty for all of them.',
			},
			{
				displayName: 'Campaign',
				name: 'campaign',
				type: 'string',
				default: '',
				placeholder: 'e.g. Black Friday 2026',
				description: 'Name that Send or Send Template has under Options > Campaign',
			},
			{
				displayName: 'From',
				name: 'from',
				type: 'dateTime',
				default: '',
				description: 'Start of the period. By default 30 days ago.',
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
				description: 'Time zone in which days begin and end. By default that of the workflow.',
			},
			{
				displayName: 'To',
				name: 'to',
				type: 'dateTime',
				default: '',
				description: 'End of the period. By default now.',
			},
		],
	},
];
