import {
	NodeOperationError,
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import { HANDLERS } from '../../../../messaging/event';
import type { ConversationFilter } from '../../../../store/contracts/conversations';
import { numberValue } from '../../../ports/number-value';
import { chosenBusinesses } from '../../chosen-businesses';
import { toListed } from '../../conversation-json';
import { businessField } from '../../fields/ends';
import { readParameters } from '../../parameter-reader';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

const DEFAULT_LIMIT = 50;
const PAGE = 200;
const MILLISECONDS_PER_MINUTE = 60_000;

const MINUTES = {
	waitingLongerThan: 'Waiting Longer Than (Minutes)',
	notAnsweredFor: 'Not Answered For (Minutes)',
	windowClosesWithin: 'Window Closes Within (Minutes)',
} as const;

const properties: INodeProperties[] = [
	{
		...businessField,
		description: 'Number, sender or bot of your business. Leave empty for all.',
	},
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description: 'Only conversations that meet all of them',
		options: [
			{
				displayName: 'Agent ID',
				name: 'agentId',
				type: 'string',
				default: '',
				placeholder: 'e.g. bia@acme.example',
			},
			{
				displayName: 'Handler',
				name: 'handler',
				type: 'options',
				options: [
					{ name: 'Bot', value: 'bot' },
					{ name: 'Human', value: 'human' },
					{ name: 'Waiting', value: 'waiting' },
				],
				default: 'waiting',
			},
			{
				displayName: MINUTES.notAnsweredFor,
				name: 'notAnsweredFor',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 10,
				description: 'The customer wrote last, at least this time ago. The oldest comes first.',
			},
			{
				displayName: 'Step',
				name: 'step',
				type: 'string',
				default: '',
				placeholder: 'e.g. Choosing size',
			},
			{
				displayName: 'Team',
				name: 'team',
				type: 'string',
				default: '',
				placeholder: 'e.g. Sales',
			},
			{
				displayName: MINUTES.waitingLongerThan,
				name: 'waitingLongerThan',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 10,
				description: 'The customer has been in the queue for at least this time',
			},
			{
				displayName: MINUTES.windowClosesWithin,
				name: 'windowClosesWithin',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 120,
				description:
					'The customer service window is open, and closes by then. The first to close comes first.',
			},
		],
	},
];

const displayOptions = { show: { resource: ['conversation'], operation: ['list'] } };

export const description = updateDisplayOptions(displayOptions, properties);

/** Returns one item for each conversation, in the shape of an event. */
export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const isLimited = context.getNodeParameter('returnAll', item, false) !== true;
	const typed = isLimited ? context.getNodeParameter('limit', item, DEFAULT_LIMIT) : undefined;
	const limit = numberValue(context.getNode(), 'Limit', typed, item) ?? Infinity;
	const json: IDataObject[] = [];
	for (const businessId of await chosenBusinesses(context, session, item)) {
		const now = (await session.clock(businessId ?? ''))();
		const filter = readFilter(context, session, item, now);
		let after: string | undefined;
		do {
			const page = await session.store.conversations.list(
				{ ...filter, businessId, after, limit: Math.min(PAGE, limit - json.length) },
				now,
			);
			json.push(...page.conversations.map((row) => toListed(session.adapter.name, row)));
			after = page.next;
		} while (after !== undefined && json.length < limit);
		if (json.length >= limit) break;
	}
	return { output: 'result', json };
}

function readFilter(
	context: IExecuteFunctions,
	{ adapter }: Session,
	item: number,
	now: Date,
): Omit<ConversationFilter, 'limit'> {
	const given = context.getNodeParameter('filters', item, {}) as Record<string, unknown>;
	const { cell } = readParameters(context, item);
	const minutes = (name: keyof typeof MINUTES): number | undefined => {
		const value = numberValue(context.getNode(), MINUTES[name], given[name], item);
		return value === undefined ? undefined : value * MILLISECONDS_PER_MINUTE;
	};
	const texts = { agentId: 'Agent ID', step: 'Step', team: 'Team' } as const;
	const named = Object.entries(texts).flatMap(([name, label]) => {
		const text = cell(given[name], label);
		return text === '' ? [] : [[name, text]];
	});
	const waiting = minutes('waitingLongerThan');
	const silent = minutes('notAnsweredFor');
	const closing = minutes('windowClosesWithin');
	return {
		provider: adapter.name,
		...(Object.fromEntries(named) as Pick<ConversationFilter, keyof typeof texts>),
		...(waiting !== undefined && { handler: 'waiting', since: new Date(now.getTime() - waiting) }),
		...(given.handler !== undefined && { handler: readHandler(context, item, given.handler) }),
		...(silent !== undefined && { unansweredSince: new Date(now.getTime() - silent) }),
		...(closing !== undefined && { windowClosesBy: new Date(now.getTime() + closing) }),
	};
}

function readHandler(context: IExecuteFunctions, itemIndex: number, given: unknown) {
	const handler = HANDLERS.find((known) => known === given);
	if (handler !== undefined) return handler;
	throw new NodeOperationError(context.getNode(), `"${String(given)}" is not a handler`, {
		itemIndex,
		description: `Choose one of: ${HANDLERS.join(', ')}.`,
	});
}
