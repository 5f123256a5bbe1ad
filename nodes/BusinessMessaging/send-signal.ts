import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import { asRepeatable } from '../../messaging/error';
import type { Recipient, SignalApi } from '../../messaging/provider';
import type { OperationResult } from './actions/operation';
import { eventOfWhoWrote, readSender } from './ends';
import { notOffered, refused } from './node-errors';
import type { Session } from './session';
import type { IncomingEvent } from './who-wrote/incoming-event';

const WHAT = { markAsRead: 'marking a message as read', typing: 'a typing indicator' } as const;

/** Sends a read receipt or typing indicator and passes the item on. */
export async function sendSignal(
	context: IExecuteFunctions,
	session: Session,
	item: number,
	signal: keyof SignalApi,
): Promise<OperationResult> {
	const node = context.getNode();
	const build = session.adapter.signals?.[signal];
	if (build === undefined) throw notOffered(node, WHAT[signal], item);
	const event = eventOfWhoWrote(context, session, item);
	const messageId = event
		? messageOf(context, event, item)
		: String(context.getNodeParameter('messageId', item, '') ?? '').trim();
	if (messageId === '') {
		throw new NodeOperationError(node, '"Message ID" is empty', {
			itemIndex: item,
			description: 'Enter the ID of an incoming message: {{ $json.message.id }}.',
		});
	}
	const json = context.getInputData()[item]?.json ?? {};
	const from = readSender(context, session, item);
	const answer = await session.http(build(from, messageId, event?.contact ?? customerOf(json)));
	if (!answer.ok)
		throw refused(node, asRepeatable(session.adapter.explainError(answer.failure)), item);
	return { output: 'result', json };
}

function messageOf(
	context: IExecuteFunctions,
	{ message }: IncomingEvent,
	itemIndex: number,
): string {
	if (message?.id !== undefined && message.id !== '') return message.id;
	throw new NodeOperationError(context.getNode(), 'The event has no message', {
		itemIndex,
		description:
			'Connect only outputs of the trigger whose events have one: New Message and Button Click.',
	});
}

/** Returns the customer of the incoming event. */
function customerOf({ contact }: IDataObject): Recipient | undefined {
	const id = typeof contact === 'object' && contact !== null && 'id' in contact ? contact.id : '';
	return typeof id === 'string' && id !== '' ? { id } : undefined;
}
