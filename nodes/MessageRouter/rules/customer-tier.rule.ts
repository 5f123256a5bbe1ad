import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { routers } from '../../../routing';
import type { CustomerTierSettings } from '../../../routing/customer-tier';
import { splitWords } from '../../../routing/keyword-words';
import { fallbackOutput, ONLY_VERSION_1 } from './fallback-output';
import { asText, defineRule, readPath } from './rule';

/** Route By Customer Tier: the tier of the stored contact, a tier in any field, or a number against thresholds. */

const show = { operation: ['customerTier'] };

const properties: INodeProperties[] = [
	{
		displayName: 'Tier From',
		name: 'tierSource',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Contact',
				value: 'contact',
				description: 'The tier of the stored contact, which comes with each message',
			},
			{ name: 'Field', value: 'field', description: 'The name of a tier in any field' },
			{
				name: 'Number',
				value: 'number',
				description: 'A number, such as points or money spent, to compare with thresholds',
			},
		],
		default: 'contact',
		displayOptions: { show },
		description: 'Where the tier of the customer comes from',
	},
	{
		displayName: 'Tier Field',
		name: 'tierField',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.plan }}',
		displayOptions: { show: { ...show, tierSource: ['field', 'number'] } },
		description: 'The name of the tier, or the number, usually as an expression',
	},
	{
		displayName: 'Tiers',
		name: 'tiers',
		type: 'fixedCollection',
		placeholder: 'Add Tier',
		typeOptions: {
			multipleValues: true,
			sortable: true,
			fixedCollection: { itemTitle: '={{ $collection.item.value.name }}' },
		},
		default: { values: [{ name: 'VIP', alsoCalled: '', from: 1000 }] },
		displayOptions: { show },
		description:
			'Each tier has an output of its own. A tier that is not in the list goes to the fallback.',
		options: [
			{
				name: 'values',
				displayName: 'Tier',
				values: [
					{
						displayName: 'Tier Name',
						name: 'name',
						type: 'string',
						noDataExpression: true,
						default: '',
						placeholder: 'e.g. VIP',
						description: 'Name of the tier and of its output',
					},
					{
						displayName: 'Also Called',
						name: 'alsoCalled',
						type: 'string',
						default: '',
						placeholder: 'e.g. gold, ouro',
						displayOptions: { hide: { '/tierSource': ['number'] } },
						description: 'Other names of the tier, separated by commas',
					},
					{
						displayName: 'From',
						name: 'from',
						type: 'number',
						default: 0,
						placeholder: 'e.g. 1000',
						displayOptions: { show: { '/tierSource': ['number'] } },
						description:
							'Smallest number of this tier. The highest tier that the number reaches applies.',
					},
				],
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show: { ...show, ...ONLY_VERSION_1 } },
		options: [fallbackOutput],
	},
];

interface TierFields {
	name?: string;
	alsoCalled?: string | number;
	from?: number | string;
}

type Source = 'contact' | 'field' | 'number';

export const customerTier = defineRule({
	option: {
		name: 'Customer Tier',
		description: 'By the importance of the customer, such as VIP',
		action: 'Route by customer tier',
	},
	properties,
	outputNames: ({ rows, text }) =>
		rows('tiers').map((tier, index) => text(tier, 'name') || 'Tier ' + String(index + 1)),
	hasFallback: true,
	readPerItem: ['tierField'],
	readSettings(context, itemIndex): CustomerTierSettings {
		const isNumber = readSource(context, itemIndex) === 'number';
		const fields = context.getNodeParameter('tiers.values', itemIndex, []) as TierFields[];
		return {
			by: isNumber ? 'number' : 'name',
			tiers: fields.map(({ name, alsoCalled, from }) => ({
				name: (name ?? '').trim(),
				...(isNumber
					? { from: from === '' ? undefined : Number(from ?? 0) }
					: { alsoCalled: splitWords(asText(alsoCalled) ?? '') }),
			})),
		};
	},
	compile: routers.customerTier,
	inputReader(context, _settings, itemIndex) {
		const isStored = readSource(context, itemIndex) === 'contact';
		return (json, index) => ({
			value: isStored
				? readPath(json, 'customer', 'tier')
				: context.getNodeParameter('tierField', index, ''),
		});
	},
	reasons: {
		tierName: 'The customer has this tier.',
		threshold: 'The number reaches the threshold of this tier.',
		noValue: 'The item has no tier.',
		unknownTier: 'The tier of the customer is not in the list.',
		notANumber: 'The value of the item is not a number.',
		belowAll: 'The number is below every threshold.',
	},
});

function readSource(context: IExecuteFunctions, itemIndex: number): Source {
	return context.getNodeParameter('tierSource', itemIndex, 'contact') as Source;
}
