import { z } from 'zod';

import type { EventContact, EventMessage, MessagingEvent } from '../../messaging/event';
import { contentId } from '../../messaging/reading/content-id';
import { idText, looseRecord, text } from '../../messaging/reading/loose-json';
import { onlyKnown } from '../../messaging/reading/only-known';
import { phoneOf } from '../whatsapp-format/people';
import { eventOf } from './event-of';
import { contentOf } from './message-content';
import type { Envelope } from './payload';

/**
 * What customers write and tap (docs/facts/chat-architect.md#inbound-messages). What cannot be understood, or comes
 * from nobody, is a message of type `unsupported`, so that it is at least seen. Gupshup sends no copies of our own
 * messages.
 */

const flag = z.boolean().catch(false);

const messageShape = z.object({
	id: idText,
	source: idText,
	type: text,
	payload: looseRecord,
	sender: z.object({ phone: idText, name: text }).optional().catch(undefined),
	context: z
		.object({ id: text, gsId: text, forwarded: flag, frequently_forwarded: flag })
		.optional()
		.catch(undefined),
});
type Message = z.infer<typeof messageShape>;

export function messageEvents(envelope: Envelope): MessagingEvent[] {
	const message = messageShape.parse(envelope.payload);
	const contact = contactOf(message);
	const id = message.id ?? contentId('message', [envelope.time, envelope.payload]);
	const content =
		contact.id === '' ? undefined : contentOf(message.type ?? '', message.payload ?? {});
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

/** The address to answer to is the phone number if it is known; `''` when the message comes from nobody. */
function contactOf({ source, sender }: Message): EventContact {
	const phone = phoneOf(sender?.phone) ?? phoneOf(source);
	return {
		id: phone ?? source ?? sender?.phone ?? '',
		...onlyKnown({ phone, name: sender?.name || undefined }),
	};
}

/** Gupshup's id of the quoted message is the one that our send was answered with; a customer's own has only the other. */
function circumstancesOf({ context }: Message): Pick<EventMessage, 'replyTo' | 'forwarded'> {
	return onlyKnown({
		replyTo: context?.gsId || context?.id || undefined,
		forwarded: context?.forwarded || context?.frequently_forwarded || undefined,
	});
}
