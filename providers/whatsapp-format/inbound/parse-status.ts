import { z } from 'zod';

import type { MessagingError } from '../../../messaging/error';
import type { DeliveryState, EventContact, MessagingEvent } from '../../../messaging/event';
import { idText, list, text } from '../../../messaging/reading/loose-json';
import { onlyKnown } from '../../../messaging/reading/only-known';
import { eventOf } from './event-of';
import { explainMetaError } from './parse-errors';
import { itemsOf, type Change } from './payload';

/**
 * Receipts (docs/facts/whatsapp-cloud.md#statuses). They come late, twice and in any order; the store sorts that out.
 * `played` is the receipt of a voice message that was listened to: it counts as read, and under the same id, so that a
 * message is read once.
 */

const STATES: ReadonlyMap<string, DeliveryState> = new Map([
	['sent', 'sent'],
	['delivered', 'delivered'],
	['read', 'read'],
	['played', 'read'],
	['failed', 'failed'],
	['deleted', 'deleted'],
]);

const receipt = z.object({
	id: z.string().min(1),
	status: z.string(),
	timestamp: z.unknown(),
	recipient_type: text,
	recipient_id: idText,
	recipient_user_id: idText,
	recipient_participant_id: idText,
	recipient_participant_user_id: idText,
	biz_opaque_callback_data: text,
	errors: list,
});
type Receipt = z.infer<typeof receipt>;

/** Unknown states give nothing. */
export function statusEvents(change: Change): MessagingEvent[] {
	return itemsOf(change.value, 'statuses').flatMap((raw) => {
		const read = receipt.safeParse(raw);
		const state = read.success ? STATES.get(read.data.status) : undefined;
		if (!read.success || state === undefined) return [];
		const { id, timestamp, biz_opaque_callback_data: reference } = read.data;
		return [
			eventOf(change, {
				event: 'status',
				id: `${id}:${state}:${recipientName(read.data)}`,
				contact: recipientOf(read.data, change.people),
				status: {
					messageId: id,
					state,
					...onlyKnown({
						error: state === 'failed' ? failureOf(read.data) : undefined,
						reference: reference || undefined,
					}),
				},
				time: timestamp,
				raw,
			}),
		];
	});
}

/** In a group the receipt is that of a member; the recipient is the group. */
function recipientOf(status: Receipt, people: Change['people']): EventContact {
	if (status.recipient_type !== 'group') {
		return people({ waId: status.recipient_id, userId: status.recipient_user_id });
	}
	const { recipient_participant_id: waId, recipient_participant_user_id: userId } = status;
	if (waId === undefined && userId === undefined) return { id: status.recipient_id ?? '' };
	return people({ waId, userId });
}

function recipientName(status: Receipt): string {
	return (
		status.recipient_participant_id ??
		status.recipient_participant_user_id ??
		status.recipient_id ??
		status.recipient_user_id ??
		''
	);
}

/** Meta says that it failed, so it did not arrive, whatever the same code leaves open in the answer to a send. */
function failureOf(status: Receipt): MessagingError {
	const { mayHaveBeenSent: _certainlyNot, ...error } = explainMetaError(status.errors[0]);
	return error;
}
