import { z } from 'zod';

import type { MessagingError } from '../../../messaging/error';
import type {
	DeliveryState,
	EventContact,
	EventGroup,
	MessagingEvent,
} from '../../../messaging/event';
import { idText, list, text } from '../../../messaging/reading/loose-json';
import { onlyKnown } from '../../../messaging/reading/only-known';
import { eventOf } from './event-of';
import { otherStatusEvent } from './parse-other-status';
import { explainMetaError } from './parse-errors';
import { itemsOf, type Change } from './payload';

/**
 * Receipts (docs/facts/whatsapp-cloud.md#statuses). They arrive late, twice and in any order, which the store corrects.
 * `played` is the receipt of a voice message that was listened to. It counts as read, under the same id, so that a
 * message is read once.
 */

const STATES: ReadonlyMap<string, DeliveryState> = new Map([
	// Gupshup adds the first one to Meta's webhooks.
	['enqueued', 'accepted'],
	['sent', 'sent'],
	['delivered', 'delivered'],
	['read', 'read'],
	['played', 'read'],
	['failed', 'failed'],
	['deleted', 'deleted'],
]);

const receipt = z.object({
	id: z.string().min(1),
	type: text,
	status: z.string(),
	timestamp: z.unknown(),
	recipient_type: text,
	recipient_id: idText,
	recipient_user_id: idText,
	recipient_participant_id: idText,
	recipient_participant_user_id: idText,
	participant_recipient_id: idText,
	participant_recipient_user_id: idText,
	biz_opaque_callback_data: text,
	errors: list,
});
type Receipt = z.infer<typeof receipt>;

/**
 * Reads receipts. Unknown states give no event. A status of a payment or a call is no receipt: it becomes an `account`
 * event.
 */
export function statusEvents(change: Change): MessagingEvent[] {
	return itemsOf(change.value, 'statuses').flatMap((raw) => {
		const read = receipt.safeParse(raw);
		if (!read.success) return [];
		const { type } = read.data;
		if (type && type !== 'message') {
			return [otherStatusEvent(change, type, recipientOf(read.data, change.people), raw)];
		}
		const state = STATES.get(read.data.status);
		if (state === undefined) return [];
		const { id, timestamp, biz_opaque_callback_data: reference } = read.data;
		return [
			eventOf(change, {
				event: 'status',
				id: `${id}:${state}:${recipientName(read.data)}`,
				contact: recipientOf(read.data, change.people),
				...groupOf(read.data),
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

/** Returns the member of a group to whom the receipt belongs; outside of groups the recipient. */
function recipientOf(status: Receipt, people: Change['people']): EventContact {
	if (status.recipient_type !== 'group') {
		return people({ waId: status.recipient_id, userId: status.recipient_user_id });
	}
	const { waId, userId } = memberOf(status);
	// A receipt of the whole group names no member.
	if (waId === undefined && userId === undefined) return { id: status.recipient_id ?? '' };
	return people({ waId, userId });
}

/** Returns the member. Meta's pages spell these fields in two ways. */
function memberOf(status: Receipt): { waId: string | undefined; userId: string | undefined } {
	return {
		waId: status.recipient_participant_id ?? status.participant_recipient_id,
		userId: status.recipient_participant_user_id ?? status.participant_recipient_user_id,
	};
}

function groupOf(status: Receipt): { group?: EventGroup } {
	const isGroup = status.recipient_type === 'group' && status.recipient_id !== undefined;
	return isGroup ? { group: { id: status.recipient_id ?? '' } } : {};
}

function recipientName(status: Receipt): string {
	const { waId, userId } = memberOf(status);
	return waId ?? userId ?? status.recipient_id ?? status.recipient_user_id ?? '';
}

/**
 * Returns the error as certain: Meta's receipt of a failure proves that the message did not arrive, whatever the same
 * code means in an answer.
 */
function failureOf(status: Receipt): MessagingError {
	const { mayHaveBeenSent: _certainlyNot, ...error } = explainMetaError(status.errors[0]);
	return error;
}
