import {
	NodeOperationError,
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import { defaultCountryOption } from '../../../ports/country-option';
import { storeOption } from '../../../ports/store-option';
import { withConversation } from '../../conversation-json';
import { atProviderField } from '../../fields/at-provider';
import { endsFields } from '../../fields/ends';
import { redirectAtProvider } from '../../redirect-at-provider';
import { numberValue } from '../../../ports/number-value';
import { readParties } from '../../ends';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

const MILLISECONDS_PER_MINUTE = 60_000;
const DEFAULT_MINUTES = 60;

const properties: INodeProperties[] = [
	...endsFields,
	{
		displayName: 'Redirect To',
		name: 'redirectTo',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Human',
				value: 'human',
				description: 'An agent answers from now on, and the bot stays silent',
			},
			{
				name: 'Waiting',
				value: 'waiting',
				description: 'The customer waits for an agent',
			},
		],
		default: 'human',
	},
	{
		displayName: 'Back to the Bot After (Minutes)',
		name: 'returnAfterMinutes',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: DEFAULT_MINUTES,
		description:
			'After this time the conversation returns to the bot automatically. 0 keeps it with the agent until it is handed back.',
	},
	atProviderField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			storeOption,
			defaultCountryOption,
			{
				displayName: 'Reason',
				name: 'reason',
				type: 'string',
				default: '',
				placeholder: 'e.g. Complaint about an order',
			},
			{
				displayName: 'Team or Agent',
				name: 'service',
				type: 'string',
				default: '',
				placeholder: 'e.g. Sales',
				description: 'Who takes over. Events carry it as conversation.service.',
			},
		],
	},
];

const displayOptions = { show: { resource: ['conversation'], operation: ['redirect'] } };

export const description = updateDisplayOptions(displayOptions, properties);

export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const { parties, to, from } = await readParties(context, session, item);
	const handler = context.getNodeParameter('redirectTo', item, 'human') as 'human' | 'waiting';
	const label = 'Back to the Bot After (Minutes)';
	const typed = context.getNodeParameter('returnAfterMinutes', item, DEFAULT_MINUTES);
	const minutes = numberValue(context.getNode(), label, typed, item) ?? -1;
	if (minutes < 0) {
		throw new NodeOperationError(
			context.getNode(),
			'"Back to the Bot After (Minutes)" is not a number of minutes',
			{
				itemIndex: item,
				description: 'Enter a number of minutes, or 0 to keep it with the agent.',
			},
		);
	}
	const { service, reason } = context.getNodeParameter('options', item, {}) as {
		service?: string;
		reason?: string;
	};
	await redirectAtProvider(context, session, item, { to, from }, { service, reason });
	const now = (await session.clock(from.id))();
	const stored = await session.store.conversations.changeHandler(
		parties,
		{
			action: 'redirect',
			handler,
			...(minutes > 0
				? { until: new Date(now.getTime() + minutes * MILLISECONDS_PER_MINUTE) }
				: {}),
			...(service ? { service } : {}),
			...(reason ? { reason } : {}),
		},
		now,
	);
	return { output: 'result', json: withConversation(context, item, stored) };
}
