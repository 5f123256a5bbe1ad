import { updateDisplayOptions, type IExecuteFunctions } from 'n8n-workflow';

import { withConversation } from '../../conversation-json';
import { endsFields } from '../../fields/ends';
import { readParties } from '../../ends';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

const displayOptions = { show: { resource: ['conversation'], operation: ['get'] } };

export const description = updateDisplayOptions(displayOptions, endsFields);

/** Returns `null` as the conversation when the two never exchanged a message. */
export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const { parties, from } = await readParties(context, session, item);
	const now = (await session.clock(from.id))();
	const stored = await session.store.conversations.get(parties, now);
	return { output: 'result', json: withConversation(context, item, stored) };
}
