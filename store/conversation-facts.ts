import {
	afterBusinessMessage,
	afterCustomerAct,
	afterHandlerChange,
} from '../conversation/silence';
import { opensWindow, windowEnd } from '../messaging/customer-service-window';
import type {
	ConversationUpdate,
	EventConversation,
	EventMessage,
	MessagingEvent,
} from '../messaging/event';
import { IS_SIMULATED } from '../messaging/provider-names';
import { withText, type RecentTexts } from '../messaging/recent-texts';
import {
	afterChange,
	afterReport,
	handlerAt,
	type HandlerChange,
	type HandlerState,
} from '../conversation/handler';
import { afterStateChange, NO_STATE, stateAt, type StateChange } from '../conversation/state';
import type { OutboundRecord } from './contracts/messages';
import {
	readHandler,
	readSilences,
	readState,
	writeHandler,
	writeSilences,
	writeState,
} from './conversation-columns';
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
	const next = {
		...afterAddress(row, event.contact.id, at),
		...(event.group === undefined && silencesAfterInbound(row, event, at)),
		window_expires_at:
			opened !== undefined && opened > (row.window_expires_at ?? '')
				? opened
				: row.window_expires_at,
		first_inbound_id: row.first_inbound_id ?? event.id,
		last_inbound_id: isLatest ? event.id : row.last_inbound_id,
		last_inbound_at: isLatest ? at : row.last_inbound_at,
		recent_inbound: withRecent(row.recent_inbound, event.message?.text, at),
	};
	return toLookAt(row, next, at);
}

function silencesAfterInbound(row: ConversationRow, event: MessagingEvent, at: string) {
	const act = {
		at,
		handler: handlerAt(readHandler(row), at).handler,
		// Events of the Simulator arrive in their order, also after its clock was set back.
		mayBeLate: !IS_SIMULATED[row.provider],
		wantsAnswer: opensWindow(event) && event.consent?.state !== 'optedOut',
	};
	return writeSilences(afterCustomerAct(readSilences(row), act));
}

/** A message of the business, from a workflow or an agent. */
export interface SentMessage extends Pick<OutboundRecord, 'businessInitiated'> {
	type: string;
	/** Whether it tells the customer about a change of the handler, and awaits no answer. */
	isNotice?: boolean | undefined;
}

/** Returns the row after a message of the business. A reaction and a notice neither answer nor ask. */
export function afterSent(row: ConversationRow, message: SentMessage, at: string): ConversationRow {
	const before = row.last_outbound_at;
	const { businessInitiated, isNotice, type } = message;
	const speaks = !isNotice && type !== 'reaction';
	const sent = { at, handler: handlerAt(readHandler(row), at).handler };
	const awaitsAnswer = !businessInitiated;
	const next = {
		...row,
		last_outbound_at: before === null || before < at ? at : before,
		...(speaks &&
			writeSilences(afterBusinessMessage(readSilences(row), { ...sent, awaitsAnswer }))),
	};
	return toLookAt(row, next, at);
}

/** Returns the row after a copy of an agent's message. One that is older than the customer's last ends no silence. */
export function afterEcho(
	row: ConversationRow,
	{ type }: Pick<EventMessage, 'type'>,
	at: string,
): ConversationRow {
	const isLate = !IS_SIMULATED[row.provider] && at < (row.last_inbound_at ?? '');
	return isLate ? row : afterSent(row, { type }, at);
}

/** Returns the row after an update has announced a silence. */
export function afterUpdate(row: ConversationRow, update: ConversationUpdate): ConversationRow {
	if (update !== 'customerSilent') return row;
	return { ...row, ...writeSilences({ ...readSilences(row), isAnnounced: true }) };
}

/** The columns that decide when an update is due. */
const LOOKED_AT = [
	...(['window_expires_at', 'customer_silent_since', 'agent_silent_since'] as const),
	...(['handler', 'handler_until'] as const),
];

/** Returns the row with a look at it, if something has changed that decides about its updates. */
function toLookAt(row: ConversationRow, next: ConversationRow, at: string): ConversationRow {
	const isSame = LOOKED_AT.every((column) => row[column] === next[column]);
	return isSame ? next : { ...next, look_at: at };
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
	const before = readHandler(row);
	const after = afterReport(before, handover, at, handoverMinutes);
	if (after === before) return row;
	const next = { ...row, ...writeHandler(after), ...silencesAfterHandler(row, before, after, at) };
	return toLookAt(row, next, at);
}

function silencesAfterHandler(
	row: ConversationRow,
	before: HandlerState,
	{ handler: to }: HandlerState,
	at: string,
	isEnd = false,
) {
	const from = handlerAt(before, at).handler;
	return writeSilences(afterHandlerChange(readSilences(row), { at, from, to, isEnd }));
}

/** Returns the row after a decision of a workflow or an agent. Closing also ends the bot's memory. */
export function afterDecision(
	row: ConversationRow,
	change: HandlerChange,
	now: Date,
): ConversationRow {
	const at = now.toISOString();
	const before = readHandler(row);
	const after = afterChange(before, change, now);
	const isEnd = change.action === 'close';
	const next = {
		...row,
		...writeHandler(after),
		...silencesAfterHandler(row, before, after, at, isEnd),
		...(isEnd && { ...writeState(NO_STATE, at), closed_at: at }),
	};
	return toLookAt(row, next, at);
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
