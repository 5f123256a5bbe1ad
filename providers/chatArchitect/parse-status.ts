import { z } from 'zod';

import type { DeliveryState, EventContact, MessagingEvent } from '../../messaging/event';
import { camelRecord } from '../../messaging/reading/camel-case';
import { contentId } from '../../messaging/reading/content-id';
import { readTime } from '../../messaging/reading/event-time';
import { idText, looseRecord, text } from '../../messaging/reading/loose-json';
import { onlyKnown } from '../../messaging/reading/only-known';
import { phoneOf } from '../whatsapp-format/people';
import { explainErrorCode } from './errors';
import { eventOf } from './event-of';
import type { Envelope } from './payload';

/**
 * Receipts (docs/facts/chat-architect.md#statuses). `gsId` is the id with which a send was answered; where it is
 * missing, `id` is that id itself (`enqueued`, a failure before WhatsApp) or, for receipts more than a week late,
 * WhatsApp's.
 */

const STATES: ReadonlyMap<string, DeliveryState> = new Map([
	['enqueued', 'accepted'],
	['sent', 'sent'],
	['delivered', 'delivered'],
	['read', 'read'],
	['failed', 'failed'],
	['deleted', 'deleted'],
]);

const details = z.object({ ts: z.unknown(), code: idText, reason: text });
const receipt = z.object({
	id: idText,
	gsId: idText,
	type: text,
	destination: idText,
	ts: z.unknown(),
	payload: details.catch({ ts: undefined, code: undefined, reason: undefined }),
});

/**
 * Reads receipts. Unknown kinds give no event. Two kinds are no receipts but account events: another number of the
 * customer, and an advertisement.
 */
export function statusEvents(envelope: Envelope): MessagingEvent[] {
	const { id, gsId, type, destination, ts, payload: inner } = receipt.parse(envelope.payload);
	if (type === 'mismatch') return [mismatchEvent(envelope)];
	if (type === 'referral') return referralEvents(envelope, destination);
	const state = STATES.get(type ?? '');
	const messageId = gsId ?? id;
	if (state === undefined || messageId === undefined) return [];
	const error =
		state === 'failed'
			? asCertain(explainErrorCode(inner.code ?? 'unknown', { reason: inner.reason }))
			: undefined;
	return [
		eventOf(envelope, {
			event: 'status',
			id: `${messageId}:${state}`,
			contact: contactOf(destination),
			status: { messageId, state, ...onlyKnown({ error }) },
			time: [inner.ts, ts].find((time) => readTime(time) !== undefined),
		}),
	];
}

const mismatch = z.object({ wa_id: idText, phone: idText });
const nested = z.object({ payload: mismatch });

function mismatchEvent(envelope: Envelope): MessagingEvent {
	const inner = nested.safeParse(envelope.payload);
	const read = inner.success ? inner.data.payload : mismatch.parse(envelope.payload);
	return eventOf(envelope, {
		event: 'account',
		id: contentId('account', [envelope.time, envelope.payload]),
		contact: contactOf(read.phone),
		account: {
			type: 'numberMismatch',
			...onlyKnown({ phone: phoneOf(read.phone), whatsappPhone: phoneOf(read.wa_id) }),
		},
	});
}

/** Reads that the customer opened the chat from an advertisement and has written nothing yet. */
function referralEvents(envelope: Envelope, destination: string | undefined): MessagingEvent[] {
	const referral = camelRecord(looseRecord.parse(envelope.payload.payload) ?? {});
	if (Object.keys(referral).length === 0) return [];
	return [
		eventOf(envelope, {
			event: 'account',
			id: contentId('account', [envelope.time, envelope.payload]),
			contact: contactOf(destination),
			account: { ...referral, type: 'referral' },
		}),
	];
}

function contactOf(number: string | undefined): EventContact {
	const phone = phoneOf(number);
	return { id: phone ?? number ?? '', ...onlyKnown({ phone }) };
}

/**
 * Returns the error as certain: a receipt of a failure proves that the message did not arrive, whatever the same code
 * means in an answer.
 */
function asCertain<E extends { mayHaveBeenSent?: boolean }>(error: E): Omit<E, 'mayHaveBeenSent'> {
	const { mayHaveBeenSent: _certainlyNot, ...rest } = error;
	return rest;
}
