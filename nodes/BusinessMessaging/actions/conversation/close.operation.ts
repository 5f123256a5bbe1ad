import { updateDisplayOptions, type IExecuteFunctions } from 'n8n-workflow';

import { withConversation } from '../../conversation-json';
import { readParties } from '../../ends';
import { atProviderFields } from '../../fields/at-provider';
import { endsFields } from '../../fields/ends';
import { noticeFields } from '../../fields/notice';
import { handBackAtProvider } from '../../redirect-at-provider';
import { sendNotice } from '../../send-notice';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

const displayOptions = { show: { resource: ['conversation'], operation: ['close'] } };

export const description = updateDisplayOptions(displayOptions, [
	...endsFields,
	...noticeFields('closing', 'simple'),
	...atProviderFields,
]);

/** Ends the conversation. With the customer's next message the bot starts from the beginning. */
export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const { parties, to, from } = await readParties(context, session, item);
	const ends = { to, from };
	await handBackAtProvider(context, session, item, ends);
	const now = (await session.clock(from.id))();
	const about = await session.store.conversations.changeHandler(parties, { action: 'close' }, now);
	const told = await sendNotice(context, session, item, ends, { notice: 'closing', about });
	return { output: 'result', json: { ...withConversation(context, item, about), ...told } };
}
