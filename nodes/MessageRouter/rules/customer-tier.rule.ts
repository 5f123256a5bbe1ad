import type { INodeProperties } from 'n8n-workflow';
import { routers } from '../../../routing';
import { splitWords } from '../../../routing/keyword-words';
import { fallbackOutput } from './fallback-output';
import { asText, readPath, refuseProblems, type RoutingRule } from './rule';

/** Route By Customer Tier: the stored contact's tier, a tier from any field, or a number against thresholds. */

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
				description: 'The tier that is stored for the contact, which comes with each message',
			},
			{ name: 'Field', value: 'field', description: 'The name of a tier from anywhere' },
			{
				name: 'Number',
				value: 'number',
				description: 'A number, such as points or money spent, that is compared with thresholds',
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
			'Each tier has an output of its own. A tier that is not listed goes to the fallback.',
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
							'The smallest number of this tier. The highest tier that is reached is taken.',
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
		displayOptions: { show },
		options: [fallbackOutput],
	},
];

interface TierFields {
	name?: string;
	alsoCalled?: string | number;
	from?: number | string;
}

export const customerTier: RoutingRule = {
	properties,
	prepare(context, itemIndex) {
		const source = context.getNodeParameter('tierSource', itemIndex, 'contact') as string;
		const fields = context.getNodeParameter('tiers.values', itemIndex, []) as TierFields[];
		const router = routers.customerTier({
			by: source === 'number' ? 'number' : 'name',
			tiers: fields.map(({ name, alsoCalled, from }) => ({
				name: (name ?? '').trim(),
				...(source === 'number'
					? { from: from === '' ? undefined : Number(from ?? 0) }
					: { alsoCalled: splitWords(asText(alsoCalled) ?? '') }),
			})),
		});
		refuseProblems(context, router, itemIndex);
		return (json, index) =>
			router.decide({
				value:
					source === 'contact'
						? readPath(json, 'customer', 'tier')
						: context.getNodeParameter('tierField', index, ''),
			});
	},
};
