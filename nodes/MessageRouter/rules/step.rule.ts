import type { INodeProperties } from 'n8n-workflow';
import { routers } from '../../../routing';
import type { StepSettings } from '../../../routing/step';
import { asText, defineRule, hasOption, readPath } from './rule';

/** Route By Step: the step of the conversation, as the store knows it. */

const show = { operation: ['step'] };

const properties: INodeProperties[] = [
	{
		displayName: 'Steps',
		name: 'steps',
		type: 'fixedCollection',
		placeholder: 'Add Step',
		typeOptions: {
			multipleValues: true,
			sortable: true,
			fixedCollection: { itemTitle: '={{ $collection.item.value.name }}' },
		},
		default: {},
		displayOptions: { show },
		description:
			'Each step has an output of its own. A conversation without a step leaves by New, one at another step by Other.',
		options: [
			{
				name: 'values',
				displayName: 'Step',
				values: [
					{
						displayName: 'Step Name',
						name: 'name',
						type: 'string',
						noDataExpression: true,
						default: '',
						placeholder: 'e.g. Ask for the date',
						description: 'Name of the step, as Set State writes it, and of its output',
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
		options: [
			{
				displayName: 'Step',
				name: 'stepToMatch',
				type: 'string',
				default: '={{ $json.conversation.step }}',
				description:
					'The step to compare with the names, when the item does not come from a Business Messaging Trigger',
			},
		],
	},
];

export const step = defineRule({
	option: {
		name: 'Step',
		description: 'By the step of the bot in the conversation, which Set State writes',
		action: 'Route by step',
	},
	properties,
	outputNames: ({ rows, text }) => [
		'New',
		...rows('steps').map((row, index) => text(row, 'name') || 'Step ' + String(index + 1)),
	],
	hasFallback: true,
	readPerItem: ['stepToMatch'],
	readSettings(context, itemIndex): StepSettings {
		const rows = context.getNodeParameter('steps.values', itemIndex, []) as Array<{
			name?: unknown;
		}>;
		return { steps: rows.map(({ name }) => (asText(name) ?? '').trim()) };
	},
	compile: routers.step,
	inputReader(context) {
		const hasStep = hasOption(context, 'stepToMatch');
		return (json, itemIndex) => ({
			step: hasStep
				? context.getNodeParameter('options.stepToMatch', itemIndex, '')
				: readPath(json, 'conversation', 'step'),
		});
	},
	reasons: {
		step: 'The conversation is at this step.',
		noStep: 'The conversation has no step.',
		unknownStep: 'The step of the conversation is not in the list.',
	},
});
