import type { DeliveryState, EventStatus, MessagingEvent } from '../../messaging/event';
import { onlyKnown } from '../../messaging/reading/only-known';
import { explainDeliveryFailure } from './delivery-failures';
import { eventOf } from './event-of';
import { recordOf, textOf, type Loose } from './loose-json';
import type { Entry } from './payload';
import type { BotmakerChannel } from './platform';

/**
 * Receipts of our messages. Only the oldest form (`STATUS`, delivered or read) is verified. For format 1.1 no sample is
 * known, so all likely names are read (docs/facts/botmaker.md#webhook-formats).
 */

const WORDS: ReadonlyMap<string, DeliveryState> = new Map([
	['sent', 'sent'],
	['delivered', 'delivered'],
	['read', 'read'],
	['seen', 'read'],
	['error', 'failed'],
	['failed', 'failed'],
	['undelivered', 'failed'],
	['notification-sent', 'sent'],
	['notification-delivered', 'delivered'],
	['notification-read', 'read'],
	['notification-error', 'failed'],
	['notification-status-error', 'failed'],
]);

/**
 * States by channel. Only WhatsApp reports delivery and reading, so a workflow must not wait for them elsewhere
 * (docs/facts/botmaker.md#statuses-by-channel).
 */
const TOLD: Readonly<Record<BotmakerChannel, readonly DeliveryState[]>> = {
	whatsapp: ['sent', 'delivered', 'read', 'failed'],
	messenger: ['sent', 'failed'],
	instagram: ['sent', 'failed'],
	telegram: ['sent', 'failed'],
	webchat: ['sent', 'failed'],
};

/** Reads receipts. Unknown states give no event. */
export function statusEvents(entry: Entry): MessagingEvent[] {
	const { item, envelope } = entry;
	const word = textOf(item, 'STATUS', 'status', 'state') ?? textOf(envelope, 'status');
	return statusOf(entry, word, item);
}

/**
 * Returns the status that a word means, on a channel that reports it.
 *
 * @param word Botmaker's, e.g. `delivered` or `notification-error`
 * @param details object with the ids and reasons
 */
export function statusOf(entry: Entry, word: string | undefined, details: Loose): MessagingEvent[] {
	const { ends, envelope } = entry;
	const state = word === undefined ? undefined : WORDS.get(word.trim().toLowerCase());
	const messageId =
		textOf(details, ...TRANSACTION) ??
		textOf(envelope, ...TRANSACTION) ??
		textOf(details, ...MESSAGE);
	if (state === undefined || messageId === undefined || !TOLD[ends.channel].includes(state)) {
		return [];
	}
	const status: EventStatus = {
		messageId,
		state,
		...onlyKnown({
			error: state === 'failed' ? failureIn(details) : undefined,
			reference: textOf(details, 'webhookPayload') ?? textOf(envelope, 'webhookPayload'),
		}),
	};
	const id = `${messageId}:${state}:${ends.contact.id}`;
	return [eventOf(entry, { event: 'status', id, status })];
}

/** The id from the answer to the send, before any other name of the same message. */
const TRANSACTION = ['txId', 'webhookNotificationId'] as const;
const MESSAGE = ['messageId', '_id_', '_id', 'id'] as const;

function failureIn(details: Loose) {
	const error = recordOf(details.error);
	const words =
		textOf(details, 'reason', 'error', 'errorMessage') ?? textOf(error, 'message', 'reason');
	const code = textOf(details, 'errorCode', 'code', 'reason', 'error') ?? textOf(error, 'code');
	return explainDeliveryFailure(code, words);
}
