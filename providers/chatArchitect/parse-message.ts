import { z } from 'zod';

import type { EventContact, EventMessage, MessagingEvent } from '../../messaging/event';
import { camelRecord } from '../../messaging/reading/camel-case';
import { contentId } from '../../messaging/reading/content-id';
import { idText, looseRecord, record, text } from '../../messaging/reading/loose-json';
import { onlyKnown } from '../../messaging/reading/only-known';
import { phoneOf } from '../whatsapp-format/people';
import { eventOf } from './event-of';
import { contentOf, type Content } from './message-content';
import type { Envelope } from './payload';

/**
 * Messages, taps and orders of customers (docs/facts/chat-architect.md#inbound-messages). A message of unknown content
 * or without a sender has the type `unsupported`, so that it is visible. Gupshup sends no copies of our own messages.
 */

const flag = z.boolean().catch(false);

const messageShape = z.object({
	id: idText,
	source: idText,
	type: text,
	payload: looseRecord,
	sender: z.object({ phone: idText, name: text }).optional().catch(undefined),
	context: z
		.object({
			id: text,
			gsId: text,
			forwarded: flag,
			frequently_forwarded: flag,
			catalog: looseRecord,
		})
		.optional()
		.catch(undefined),
	referral: looseRecord,
});
type Message = z.infer<typeof messageShape>;

export function messageEvents(envelope: Envelope): MessagingEvent[] {
	const message = messageShape.parse(envelope.payload);
	const contact = contactOf(message);
	const id = message.id ?? contentId('message', [envelope.time, envelope.payload]);
	const content = contact.id === '' ? undefined : contentIn(message, envelope);
	const circumstances = circumstancesOf(message);
	if (content === undefined) {
		const unsupportedType = message.type || 'unknown';
		return [
			eventOf(envelope, {
				event: 'message',
				id,
				contact,
				message: { id, type: 'unsupported', text: '', ...circumstances, unsupportedType },
			}),
		];
	}
	const read: EventMessage = { id, ...content.message, ...circumstances };
	if (content.button === undefined) {
		return [eventOf(envelope, { event: 'message', id, contact, message: read })];
	}
	const button = { ...content.button, ...onlyKnown({ messageId: circumstances.replyTo }) };
	return [eventOf(envelope, { event: 'buttonClick', id, contact, message: read, button })];
}

/** Returns the content. Some forwarders omit the inner `payload` and put its fields beside the type. */
function contentIn(message: Message, { payload }: Envelope): Content | undefined {
	const content = contentOf(message.type ?? '', message.payload ?? payload);
	return ordered(message, content) ?? content;
}

const catalogShape = z.object({ id: idText, order: record });

/** Reads a filled cart, which is the context of the text that the customer wrote with it. */
function ordered({ context }: Message, content: Content | undefined): Content | undefined {
	const read = catalogShape.safeParse(context?.catalog);
	if (!read.success || Object.keys(read.data.order).length === 0) return undefined;
	const { id: catalogId, order } = read.data;
	return {
		message: {
			type: 'order',
			text: content?.message.text ?? '',
			order: { ...onlyKnown({ catalogId }), ...camelRecord(order) },
		},
	};
}

/**
 * Returns the customer. The address to answer to is the phone number if it is known; `''` when the message names no
 * sender.
 */
function contactOf({ source, sender }: Message): EventContact {
	const phone = phoneOf(sender?.phone) ?? phoneOf(source);
	return {
		id: phone ?? source ?? sender?.phone ?? '',
		...onlyKnown({ phone, name: sender?.name || undefined }),
	};
}

/**
 * Returns the quoted message, the advertisement and the forwarding. Gupshup's id of the message is the one in the
 * answer to our send; a customer's own message has only the other id.
 */
function circumstancesOf({
	context,
	referral,
}: Message): Pick<EventMessage, 'replyTo' | 'forwarded' | 'referral'> {
	const cameFrom = camelRecord(referral ?? {});
	return onlyKnown({
		referral: Object.keys(cameFrom).length > 0 ? cameFrom : undefined,
		replyTo: context?.gsId || context?.id || undefined,
		forwarded: context?.forwarded || context?.frequently_forwarded || undefined,
	});
}
