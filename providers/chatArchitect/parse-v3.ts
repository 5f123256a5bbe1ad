import { z } from 'zod';

import type { MessagingEvent } from '../../messaging/event';
import type { InboundRequest } from '../../messaging/inbound-request';
import { idText, list, record, text } from '../../messaging/reading/loose-json';
import { parseWebhook } from '../whatsapp-format/inbound/parse-webhook';
import { explainErrorCode } from './errors';

/**
 * Gupshup's version 3: Meta's webhook with the app's id, and on each receipt Gupshup's id of the message
 * (docs/facts/chat-architect.md#meta-envelope). The parser of Meta's webhooks reads it, and this file reads the
 * additions. An account here has one number, and that number is its name, as in version 2.
 */

const envelope = z.object({ object: text, entry: z.array(z.unknown()) });

/** Reads a body in Meta's form; `undefined` for any other. */
export function metaEvents(body: unknown, request: InboundRequest): MessagingEvent[] | undefined {
	if (!envelope.safeParse(body).success) return undefined;
	const asMetas = { ...request, body: withReceiptIds(body) };
	return parseWebhook(asMetas, 'chatArchitect').map(ours);
}

function ours(event: MessagingEvent): MessagingEvent {
	const { business, status, message, button } = event;
	const quoted = quotedId(event);
	return {
		...event,
		business: { ...business, id: business.phone ?? business.id },
		...(status && { id: statusId(event), status: ourStatus(event, status) }),
		...(message && { message: ourMessage(event, message, quoted) }),
		...(button && quoted && { button: { ...button, messageId: quoted } }),
	};
}

function ourMessage(
	event: MessagingEvent,
	message: NonNullable<MessagingEvent['message']>,
	quoted: string | undefined,
): NonNullable<MessagingEvent['message']> {
	const { reaction } = message;
	const read = reacting.safeParse(event.raw);
	const messageId = read.success ? read.data.reaction.gs_id : undefined;
	return {
		...message,
		...(quoted && { replyTo: quoted }),
		...(reaction && messageId && { reaction: { ...reaction, messageId } }),
	};
}

const receipt = z.object({ gs_id: idText });
const reacting = z.object({ reaction: receipt });
const quoting = z.object({ context: receipt });

/** Returns Gupshup's id of the quoted or tapped message, if there is one. */
function quotedId(event: MessagingEvent): string | undefined {
	const read = quoting.safeParse(event.raw);
	return read.success ? read.data.context.gs_id : undefined;
}

/** Returns the id in the answer to the send. */
function gupshupId(event: MessagingEvent): string | undefined {
	const read = receipt.safeParse(event.raw);
	return read.success ? read.data.gs_id : undefined;
}

function ourStatus(
	event: MessagingEvent,
	status: NonNullable<MessagingEvent['status']>,
): NonNullable<MessagingEvent['status']> {
	return {
		...status,
		messageId: gupshupId(event) ?? status.messageId,
		...(status.error && { error: explained(status.error) }),
	};
}

/** Returns the error with the text of version 2, as a certain failure. */
function explained({ code, reason }: { code: string; reason: string }) {
	const { mayHaveBeenSent: _certainlyNot, ...error } = explainErrorCode(code, { reason });
	return error;
}

function statusId(event: MessagingEvent): string {
	const id = gupshupId(event);
	const state = event.status?.state ?? '';
	return id === undefined ? event.id : `${id}:${state}`;
}

/** Adds Gupshup's id as WhatsApp's, which Meta's form demands, to a message that never reached WhatsApp. */
function withReceiptIds(body: unknown): unknown {
	return inside(body, 'entry', (entry) =>
		inside(entry, 'changes', (change) => {
			const read = record.safeParse(change);
			if (!read.success) return change;
			const value = inside(read.data.value, 'statuses', (status) => {
				const fields = record.safeParse(status);
				const id = receipt.safeParse(status);
				if (!fields.success || !id.success || id.data.gs_id === undefined) return status;
				return { id: id.data.gs_id, ...fields.data };
			});
			return { ...read.data, value };
		}),
	);
}

/** Returns a copy of an object in which every item of one of its lists is changed. Other values stay unchanged. */
function inside(holder: unknown, name: string, change: (item: unknown) => unknown): unknown {
	const read = record.safeParse(holder);
	if (!read.success || !Array.isArray(read.data[name])) return holder;
	return { ...read.data, [name]: list.parse(read.data[name]).map(change) };
}
