import { updateDisplayOptions, type IExecuteFunctions } from 'n8n-workflow';

import { withConversation } from '../../conversation-json';
import { atProviderFields } from '../../fields/at-provider';
import { endsFields } from '../../fields/ends';
import { handBackAtProvider } from '../../redirect-at-provider';
import { readParties } from '../../ends';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

const displayOptions = { show: { resource: ['conversation'], operation: ['handBack'] } };

export const description = updateDisplayOptions(displayOptions, [
	...endsFields,
	...atProviderFields,
]);

export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const { parties, to, from } = await readParties(context, session, item);
	await handBackAtProvider(context, session, item, { to, from });
	const now = (await session.clock(from.id))();
	const stored = await session.store.conversations.changeHandler(
		parties,
		{ action: 'handBack' },
		now,
	);
	return { output: 'result', json: withConversation(context, item, stored) };
}
