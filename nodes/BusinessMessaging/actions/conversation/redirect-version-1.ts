import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readParties } from '../../ends';
import { DEFAULT_BACK_AFTER_MINUTES, readEnd } from '../../fields/back-after';
import { redirectAtProvider } from '../../redirect-at-provider';
import { withConversation } from '../../conversation-json';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

/** Redirect as version 1 of the node has it: to a human or to waiting, with the name of a team or agent. */

const BACK_AFTER = 'Back to the Bot After (Minutes)';

export const fields: INodeProperties[] = [
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
		displayName: BACK_AFTER,
		name: 'returnAfterMinutes',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: DEFAULT_BACK_AFTER_MINUTES,
		description:
			'After this time the conversation returns to the bot automatically. 0 keeps it with the agent until it is handed back.',
	},
];

/** Options, besides those of every operation. */
export const options: INodeProperties[] = [
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
];

export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const { parties, to, from } = await readParties(context, session, item);
	const handler = context.getNodeParameter('redirectTo', item, 'human') as 'human' | 'waiting';
	const typed = context.getNodeParameter('returnAfterMinutes', item, DEFAULT_BACK_AFTER_MINUTES);
	const now = (await session.clock(from.id))();
	const until = readEnd(context, item, { label: BACK_AFTER, typed }, now);
	const { service, reason } = context.getNodeParameter('options', item, {}) as {
		service?: string;
		reason?: string;
	};
	const facts = { ...(service ? { service } : {}), ...(reason ? { reason } : {}) };
	await redirectAtProvider(context, session, item, { to, from }, facts);
	const stored = await session.store.conversations.changeHandler(
		parties,
		{ action: 'redirect', handler, until, ...facts },
		now,
	);
	return { output: 'result', json: withConversation(context, item, stored) };
}
