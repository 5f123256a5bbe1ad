import { createHash } from 'node:crypto';
import { z } from 'zod';

import { boundEntries } from '../../messaging/reading/bounded-entries';
import { idOf, readable, readableFields } from '../Usedesk/answers/readable';
import { readableTicket } from '../Usedesk/answers/ticket';
import { htmlToText } from '../Usedesk/html-text';
import type { Author, UsedeskEvent } from './event';

/**
 * Parses the events of Usedesk (docs/facts/usedesk.md#webhooks). Only the ticket and the chat event are documented in
 * full. The others are known from programs that receive them, so all likely places of a field are read.
 */

type Fields = Record<string, unknown>;

const fields = z.record(z.unknown());

/** Returns the event in a body; `undefined` when it is not an object. Total. */
export function parse(body: unknown, receivedAt: Date): UsedeskEvent | undefined {
	const read = fields.safeParse(boundEntries(body).value);
	if (!read.success) return undefined;
	const event = eventIn(read.data);
	return present({ ...event, receivedAt: receivedAt.toISOString() });
}

function eventIn(body: Fields): Omit<UsedeskEvent, 'receivedAt'> {
	const { comment: commentField, trigger: triggerField, ...beside } = body;
	const comment = fieldsIn(commentField);
	const change = fieldsIn(triggerField);
	const ticket = fieldsIn(body.ticket);
	// A chat message contains its ticket, so check for a chat message first.
	if (idOf(body.chat_id) !== undefined) return chatMessage(body, ticket);
	if (comment !== undefined) return newComment({ ...beside, ...comment }, ticket);
	if (change !== undefined) return ticketChanged({ ...beside, ...change }, ticket);
	if (idOf(body.ticket_id) !== undefined) {
		if (typeof body.message === 'string') return newComment(body, ticket);
		if (CHANGE_FIELDS.some((name) => name in body)) return ticketChanged(body, ticket);
	}
	if (ticket !== undefined && idOf(ticket.id) !== undefined) return newTicket(body, ticket);
	return { event: 'other', ticketId: idOf(body.ticket_id), body: readable(body) };
}

const CHANGE_FIELDS = ['data', 'changed_at', 'new_status', 'old_status'];

function newTicket(body: Fields, ticket: Fields): Omit<UsedeskEvent, 'receivedAt'> {
	return {
		event: 'newTicket',
		id: `newTicket:${idOf(ticket.id)}`,
		...textOf(ticket.message),
		files: filesIn(ticket.files ?? body.files),
		...idsOf(body, ticket),
		client: clientOf(body.client),
		ticket: readableTicket(ticket),
	};
}

function ticketChanged(
	change: Fields,
	ticket: Fields | undefined,
): Omit<UsedeskEvent, 'receivedAt'> {
	const isDated = typeof change.changed_at === 'string' || typeof change.changed_at === 'number';
	return {
		event: 'ticketChanged',
		id: isDated ? `ticketChanged:${fingerprint(change)}` : undefined,
		...idsOf(change, ticket),
		agentId: idOf(change.user_id),
		changes: Array.isArray(change.data) ? change.data.map(readable) : undefined,
		changedAt: textIn(change.changed_at),
		oldStatus: textIn(change.old_status),
		newStatus: textIn(change.new_status),
		ticket: ticket && readableTicket(ticket),
	};
}

function newComment(comment: Fields, ticket: Fields | undefined): Omit<UsedeskEvent, 'receivedAt'> {
	const from = authorOf(comment.from);
	const id = idOf(comment.comment_id ?? comment.id);
	return {
		event: 'newComment',
		id: id && `newComment:${id}`,
		from,
		visibility: visibilityOf(comment.type, from),
		...textOf(comment.message ?? comment.text),
		files: filesIn(comment.files),
		...idsOf(comment, ticket),
		agentId: idOf(comment.user_id),
		client: clientOf(comment.client),
		ticket: ticket && readableTicket(ticket),
	};
}

function chatMessage(body: Fields, ticket: Fields | undefined): Omit<UsedeskEvent, 'receivedAt'> {
	const id = idOf(body.message_id ?? body.id);
	return {
		event: 'chatMessage',
		id: id && `chatMessage:${id}`,
		from: authorOf(body.from),
		// Chat messages have no markup: the customer typed everything that looks like it.
		text: textIn(body.text) ?? '',
		files: filesIn(body.files ?? ticket?.files),
		chatId: idOf(body.chat_id),
		...idsOf(body, ticket),
		agentId: idOf(body.user_id),
		platform: textIn(body.platform),
		client: clientOf(body.client),
		ticket: ticket && readableTicket(ticket),
	};
}

function idsOf(body: Fields, ticket: Fields = {}): Partial<UsedeskEvent> {
	return {
		ticketId: idOf(body.ticket_id) ?? idOf(ticket.id),
		clientId: idOf(body.client_id) ?? idOf(ticket.client_id) ?? idOf(fieldsIn(body.client)?.id),
		channelId: idOf(body.channel_id) ?? idOf(ticket.channel_id),
		companyId: idOf(body.company_id) ?? idOf(ticket.company_id),
		additionalId: idOf(body.additional_id) ?? idOf(ticket.additional_id),
	};
}

/** Returns `automation` for every author who is not certainly the client or an agent: a bridge filters by it. */
function authorOf(from: unknown): Author {
	if (from === 'client') return 'client';
	return from === 'user' ? 'agent' : 'automation';
}

/** Returns `private` unless the comment is certainly public. Clients cannot write private comments. */
function visibilityOf(type: unknown, from: Author): 'public' | 'private' {
	if (type === 'public' || (type !== 'private' && from === 'client')) return 'public';
	return 'private';
}

function textOf(message: unknown): Pick<UsedeskEvent, 'text' | 'html'> {
	if (typeof message !== 'string') return {};
	const text = htmlToText(message);
	return text === message ? { text } : { text, html: message };
}

function clientOf(client: unknown): Fields | undefined {
	return fieldsIn(client) && readableFields(client);
}

/** Returns addresses of files. They come as texts or as objects with a `url`. */
function filesIn(files: unknown): string[] | undefined {
	const list = Array.isArray(files) ? files : [files];
	const addresses = list.flatMap((file: unknown) => {
		const address = typeof file === 'string' ? file : (fieldsIn(file)?.url ?? fieldsIn(file)?.file);
		return typeof address === 'string' && address !== '' ? [address] : [];
	});
	return addresses.length > 0 ? addresses : undefined;
}

function fieldsIn(value: unknown): Fields | undefined {
	const read = fields.safeParse(value);
	return read.success ? read.data : undefined;
}

function textIn(value: unknown): string | undefined {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** Hashes all fields but the secret, in any order. */
function fingerprint(change: Fields): string {
	const ordered = Object.entries(readableFields(change)).sort(([one], [other]) =>
		one < other ? -1 : 1,
	);
	return createHash('sha256').update(JSON.stringify(ordered)).digest('hex').slice(0, 32);
}

function present(event: UsedeskEvent): UsedeskEvent {
	return Object.fromEntries(
		Object.entries(event).filter(([, value]) => value !== undefined),
	) as unknown as UsedeskEvent;
}
