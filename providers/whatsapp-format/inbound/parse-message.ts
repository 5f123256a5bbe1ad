import { z } from 'zod';

import type { EventContact, EventMessage, MessagingEvent } from '../../../messaging/event';
import { camelRecord } from '../../../messaging/reading/camel-case';
import { idText, looseRecord, record, text } from '../../../messaging/reading/loose-json';
import { onlyKnown } from '../../../messaging/reading/only-known';
import { eventOf } from './event-of';
import { contentOf } from './message-content';
import { systemEvent } from './parse-system';
import { itemsOf, type Change } from './payload';

/**
 * Messages, taps, edits and withdrawals of customers (docs/facts/whatsapp-cloud.md#inbound-messages). Everything with
 * an id becomes an event. A message of unknown content or without a sender has the type `unsupported`, so that it is
 * visible.
 */

const identified = z.object({ id: z.string().min(1) });

const head = z.object({
	from: idText,
	from_user_id: idText,
	group_id: idText,
	timestamp: z.unknown(),
	type: text,
	context: z
		.object({
			id: text,
			forwarded: z.boolean().catch(false),
			frequently_forwarded: z.boolean().catch(false),
			referred_product: looseRecord,
		})
		.optional()
		.catch(undefined),
	referral: looseRecord,
});
type Head = z.infer<typeof head>;

/** A message of the customer whose common fields are parsed. */
interface Received {
	id: string;
	head: Head;
	item: Readonly<Record<string, unknown>>;
	contact: EventContact;
	raw: unknown;
}

export function messageEvents(change: Change): MessagingEvent[] {
	return itemsOf(change.value, 'messages').flatMap((raw) => {
		const named = identified.safeParse(raw);
		if (!named.success) return [];
		const read = head.parse(raw);
		const contact = change.people({ waId: read.from, userId: read.from_user_id });
		const { id } = named.data;
		return [messageEvent(change, { id, head: read, item: record.parse(raw), contact, raw })];
	});
}

function messageEvent(change: Change, received: Received): MessagingEvent {
	if (received.head.type === 'system') return systemEvent(change, received);
	const described =
		received.contact.id === ''
			? undefined
			: (revoked(received) ?? edited(received) ?? written(received));
	const { id, contact, raw, head: read } = received;
	return eventOf(change, {
		id,
		contact,
		...(read.group_id && { group: { id: read.group_id } }),
		...(described ?? unsupported(received)),
		time: read.timestamp,
		raw,
	});
}

type Described = Pick<MessagingEvent, 'event' | 'message' | 'button' | 'status'> & { id?: string };

function written({ id, head: read, item }: Received): Described | undefined {
	const content = contentOf(read.type ?? '', item);
	if (content === undefined) return undefined;
	const message = { id, ...content.message, ...circumstances(read) };
	if (content.button === undefined) return { event: 'message', message };
	const messageId = read.context?.id || undefined;
	return {
		event: 'buttonClick',
		message,
		button: { ...content.button, ...onlyKnown({ messageId }) },
	};
}

const editPart = z.object({ original_message_id: z.string().min(1), message: record });

/** Reads an edit. It contains the whole message, under an id of its own. */
function edited({ id, head: read, item }: Received): Described | undefined {
	const part = read.type === 'edit' ? editPart.safeParse(item.edit) : undefined;
	if (!part?.success) return undefined;
	const { original_message_id: editOf, message } = part.data;
	const inner = head.parse(message);
	const content = contentOf(inner.type ?? '', message);
	if (content === undefined) return undefined;
	return {
		event: 'message',
		message: { id, ...content.message, ...circumstances(read), ...circumstances(inner), editOf },
	};
}

const revokePart = z.object({ original_message_id: z.string().min(1) });

/** Reads a withdrawal: the state of the message is `deleted`. The message is the customer's own, not one of ours. */
function revoked({ head: read, item, contact }: Received): Described | undefined {
	const part = read.type === 'revoke' ? revokePart.safeParse(item.revoke) : undefined;
	if (!part?.success) return undefined;
	const { original_message_id: messageId } = part.data;
	return {
		event: 'status',
		id: `${messageId}:deleted:${contact.id}`,
		status: { messageId, state: 'deleted' },
	};
}

/** Reads the quoted message, the forwarding, and the advertisement or link from which the customer came. */
function circumstances({ context, referral }: Head): Partial<EventMessage> {
	const product = camelRecord(context?.referred_product ?? {});
	const cameFrom = {
		...(referral && camelRecord(referral)),
		...(Object.keys(product).length > 0 && { referredProduct: product }),
	};
	return onlyKnown({
		replyTo: context?.id || undefined,
		referral: Object.keys(cameFrom).length > 0 ? cameFrom : undefined,
		forwarded: context?.forwarded || context?.frequently_forwarded || undefined,
	});
}

const namedKind = z.object({ type: z.string().min(1) });

/** Names the kind as precisely as Meta does: `poll`, `payment_method`, … */
function unsupported({ id, head: read, item }: Received): Described {
	const type = read.type ?? '';
	const inner =
		type === 'unsupported' || type === 'interactive' ? namedKind.safeParse(item[type]) : undefined;
	const unsupportedType = (inner?.success ? inner.data.type : type) || 'unknown';
	return {
		event: 'message',
		message: { id, type: 'unsupported', text: '', ...circumstances(read), unsupportedType },
	};
}
