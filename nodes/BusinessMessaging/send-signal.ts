import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import type { SignalApi } from '../../messaging/provider';
import type { OperationResult } from './actions/operation';
import { notOffered, readSender, refused, type Session } from './session';

const WHAT = { markAsRead: 'marking a message as read', typing: 'a typing indicator' } as const;

/** Sends a sign without content and passes the item on, so that it can stand in the middle of a conversation. */
export async function sendSignal(
	context: IExecuteFunctions,
	session: Session,
	item: number,
	signal: keyof SignalApi,
): Promise<OperationResult> {
	const node = context.getNode();
	const build = session.adapter.signals?.[signal];
	if (build === undefined) throw notOffered(node, WHAT[signal], item);
	const messageId = String(context.getNodeParameter('messageId', item, '') ?? '').trim();
	if (messageId === '') {
		throw new NodeOperationError(node, '"Message ID" is empty', {
			itemIndex: item,
			description: 'Give the ID of a message that came in: {{ $json.message.id }}.',
		});
	}
	const answer = await session.http(build(readSender(context, session, item), messageId));
	if (!answer.ok) throw refused(node, session.adapter.explainError(answer.failure), item);
	return { output: 'result', json: context.getInputData()[item]?.json ?? {} };
}
