import { opensWindow, windowEnd } from '../messaging/customer-service-window';
import type { EventConversation, Handler, MessagingEvent } from '../messaging/event';
import { withText, type RecentTexts } from '../messaging/recent-texts';
import type { ConversationRow } from './schema';

/**
 * Computes the next row of a conversation, without a database. All functions use the time of the event, so late and
 * repeated deliveries give the same result.
 */

const MILLISECONDS_PER_MINUTE = 60_000;

/** Returns whether the customer acted: wrote, tapped, or opted out by a message. */
export function isInbound(event: MessagingEvent): boolean {
	return (
		event.event === 'message' ||
		event.event === 'buttonClick' ||
		(event.event === 'consent' && event.message !== undefined)
	);
}

/** Returns the row after a message of the customer. The window and the time of the last message only move forward. */
export function afterInbound(
	row: ConversationRow,
	event: MessagingEvent,
	at: string,
	windowHours: number | undefined,
): ConversationRow {
	const opened =
		windowHours !== undefined && opensWindow(event) ? windowEnd(at, windowHours) : undefined;
	const isLatest = row.last_inbound_at === null || row.last_inbound_at <= at;
	return {
		...afterAddress(row, event.contact.id, at),
		window_expires_at:
			opened !== undefined && opened > (row.window_expires_at ?? '')
				? opened
				: row.window_expires_at,
		first_inbound_id: row.first_inbound_id ?? event.id,
		last_inbound_id: isLatest ? event.id : row.last_inbound_id,
		last_inbound_at: isLatest ? at : row.last_inbound_at,
		recent_inbound: withRecent(row.recent_inbound, event.message?.text, at),
	};
}

/** Returns the texts of the last minute with one more; as they are when there is none. */
export function withRecent(
	recent: string | null,
	text: string | undefined,
	at: string,
): string | null {
	if (text === undefined || text === '') return recent;
	return JSON.stringify(withText(readRecent(recent), text, Date.parse(at)));
}

export function readRecent(recent: string | null): RecentTexts {
	return recent === null ? [] : (JSON.parse(recent) as RecentTexts);
}

/** Returns the row with the address that was used last, which is the one to answer to. */
export function afterAddress(row: ConversationRow, address: string, at: string): ConversationRow {
	if (address === '' || row.address_at > at) return row;
	return { ...row, address, address_at: at };
}

/** Returns the row after a provider's report of the present handler. Late reports of earlier changes change nothing. */
export function afterHandover(
	row: ConversationRow,
	handover: NonNullable<MessagingEvent['handover']>,
	at: string,
	handoverMinutes: number,
): ConversationRow {
	if (row.handler_at !== null && row.handler_at > at) return row;
	const toHuman = handover.direction === 'toHuman';
	return {
		...row,
		handler: toHuman ? 'human' : 'bot',
		handler_until: toHuman
			? new Date(Date.parse(at) + handoverMinutes * MILLISECONDS_PER_MINUTE).toISOString()
			: null,
		handler_service: handover.service ?? null,
		handler_reason: handover.reason ?? null,
		handler_at: at,
	};
}

/**
 * Returns the row after a workflow set the handler. That always counts, and must survive a repeat of a provider's
 * earlier report, even if the provider's clock is ahead of ours.
 */
export function afterDecision(
	row: ConversationRow,
	change: { handler: Handler; until?: Date; service?: string; reason?: string },
	now: Date,
): ConversationRow {
	const at = now.toISOString();
	const isAhead = row.handler_at !== null && row.handler_at >= at;
	return {
		...row,
		handler: change.handler,
		handler_until: change.until?.toISOString() ?? null,
		handler_service: change.service ?? null,
		handler_reason: change.reason ?? null,
		handler_at:
			isAhead && row.handler_at !== null
				? new Date(Date.parse(row.handler_at) + 1).toISOString()
				: at,
	};
}

/**
 * Returns the state of the conversation at this moment.
 *
 * @param eventId the event that asks; without one, the first message is the one that has no successor yet
 */
export function conversationAt(
	row: ConversationRow,
	at: string,
	eventId?: string,
): EventConversation {
	const isExpired = row.handler_until !== null && row.handler_until <= at;
	const asking = eventId ?? row.last_inbound_id;
	return {
		key: row.id,
		handler: isExpired ? 'bot' : row.handler,
		...(!isExpired && row.handler_until !== null && { handlerUntil: row.handler_until }),
		...(!isExpired && row.handler_service !== null && { service: row.handler_service }),
		...(row.window_expires_at !== null && { windowExpiresAt: row.window_expires_at }),
		isFirstMessage: asking === row.first_inbound_id,
	};
}
