import { opensWindow, windowEnd } from '../messaging/customer-service-window';
import type { EventConversation, MessagingEvent } from '../messaging/event';
import { withText, type RecentTexts } from '../messaging/recent-texts';
import { afterChange, afterReport, handlerAt, type HandlerChange } from '../conversation/handler';
import { afterStateChange, NO_STATE, stateAt, type StateChange } from '../conversation/state';
import { readHandler, readState, writeHandler, writeState } from './conversation-columns';
import type { ConversationRow } from './schema';

/**
 * Computes the next row of a conversation, without a database. All functions use the time of the event, so late and
 * repeated deliveries give the same result.
 */

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

/** Returns the row after a provider's report of the present handler. */
export function afterHandover(
	row: ConversationRow,
	handover: NonNullable<MessagingEvent['handover']>,
	at: string,
	handoverMinutes: number,
): ConversationRow {
	return {
		...row,
		...writeHandler(afterReport(readHandler(row), handover, at, handoverMinutes)),
	};
}

/** Returns the row after a decision of a workflow or an agent. Closing also ends the bot's memory. */
export function afterDecision(
	row: ConversationRow,
	change: HandlerChange,
	now: Date,
): ConversationRow {
	return {
		...row,
		...writeHandler(afterChange(readHandler(row), change, now)),
		...(change.action === 'close' && writeState(NO_STATE, now.toISOString())),
	};
}

/** Returns the row after a change of the bot's memory. */
export function afterMemory(row: ConversationRow, change: StateChange, now: Date): ConversationRow {
	const state = afterStateChange(readState(row), change, now);
	return { ...row, ...writeState(state, now.toISOString()) };
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
	const { handler, service, team, agent, ticketId, since, until } = handlerAt(readHandler(row), at);
	const { step, values } = stateAt(readState(row), at);
	const asking = eventId ?? row.last_inbound_id;
	return {
		key: row.id,
		handler,
		...(service !== undefined && { service }),
		...(team !== undefined && { team }),
		...(agent !== undefined && { agent }),
		...(ticketId !== undefined && { ticketId }),
		since,
		...(until !== undefined && { until, handlerUntil: until }),
		...(step !== undefined && { step }),
		values,
		...(row.window_expires_at !== null && { windowExpiresAt: row.window_expires_at }),
		isFirstMessage: asking === row.first_inbound_id,
	};
}
