import { z } from 'zod';

import type { EventMessage, MessagingEvent } from '../../messaging/event';
import type { Channel } from '../../messaging/provider-names';
import { contentId } from '../../messaging/reading/content-id';
import { idText, list, looseRecord, text } from '../../messaging/reading/loose-json';
import { onlyKnown } from '../../messaging/reading/only-known';
import { eventOf } from './event-of';
import { contentOf } from './message-content';
import { channelOf, smsUnless, type Entry } from './payload';
import { businessOf, contactOf } from './people';

/**
 * Messages and taps of customers (docs/facts/infobip.md#inbound-whatsapp and docs/facts/infobip.md#inbound-viber-bot).
 * There are three forms: `message` (WhatsApp, Viber, with the customer in `from`, or on Viber in `sender`), `content`
 * (Messages API, `sender` to `destination`), and a bare `text` (SMS). A message of unknown content or without a sender
 * has the type `unsupported`, so that it is visible.
 */

const head = z.object({
	from: idText,
	sender: idText,
	to: idText,
	destination: idText,
	messageId: idText,
	pairedMessageId: idText,
	receivedAt: z.unknown(),
	contact: z.unknown(),
});
type Head = z.infer<typeof head>;

/** Reads a WhatsApp or Viber message under `message`. */
export function messageEvents(entry: Entry): MessagingEvent[] {
	const read = head.parse(entry.item);
	const part = looseRecord.parse(entry.item.message) ?? {};
	const channel = channelOf(
		entry,
		smsUnless(entry, read.from === undefined ? 'viber' : 'whatsapp'),
	);
	if (channel === undefined) return [];
	return [received(entry, channel, read, part)];
}

/** Reads the parts of a Messages API event, each as a message of its own. An MMS or an album has several. */
export function contentEvents(entry: Entry): MessagingEvent[] {
	const read = head.parse(entry.item);
	const channel = channelOf(entry, 'whatsapp');
	if (channel === undefined) return [];
	const parts = list.parse(entry.item.content);
	// Computed once, because the content of all parts is hashed for the id of each.
	const named = { ...read, messageId: read.messageId ?? contentId('message', entry.item) };
	return (parts.length === 0 ? [{}] : parts).map((part, index) => {
		const given = looseRecord.parse(part) ?? {};
		// A reaction here names no message. The paired message is the best guess.
		const whole = { messageId: read.pairedMessageId, ...given };
		return received(entry, channel, named, whole, index);
	});
}

/** Reads an SMS or MMS in its own old form, with the text in `text` or `message`. */
export function smsEvents(entry: Entry): MessagingEvent[] {
	const read = head.parse(entry.item);
	const channel = channelOf(entry, 'sms');
	if (channel === undefined) return [];
	return [
		received(entry, channel, read, {
			type: 'TEXT',
			text: entry.item.text ?? entry.item.message,
		}),
	];
}

const circumstance = z.object({
	type: text,
	context: z.object({ id: text, referredProduct: looseRecord }).optional().catch(undefined),
	referral: looseRecord,
});

function received(
	entry: Entry,
	channel: Channel,
	read: Head,
	part: Readonly<Record<string, unknown>>,
	index = 0,
): MessagingEvent {
	const { type = '', context, referral } = circumstance.parse(part);
	const ownId = read.messageId ?? contentId('message', entry.item);
	const id = index === 0 ? ownId : `${ownId}:${index + 1}`;
	const contact = contactOf(read.from ?? read.sender, entry.item.contact);
	const around = circumstancesOf(context, referral);
	const common = {
		id,
		contact,
		business: businessOf(read.to ?? read.destination ?? entry.hint.sender),
		times: [read.receivedAt],
	};
	const content = contact.id === '' ? undefined : contentOf(type, part);
	if (content === undefined) {
		const message: EventMessage = {
			id,
			type: 'unsupported',
			text: '',
			...around,
			unsupportedType: type || 'unknown',
		};
		return eventOf(entry, channel, { event: 'message', message, ...common });
	}
	const message: EventMessage = { id, ...content.message, ...around };
	if (content.button === undefined) {
		return eventOf(entry, channel, { event: 'message', message, ...common });
	}
	// The paired id is the one in the answer to our send; that of the context is WhatsApp's own.
	const messageId = read.pairedMessageId ?? (context?.id || undefined);
	const button = { ...content.button, ...onlyKnown({ messageId }) };
	return eventOf(entry, channel, { event: 'buttonClick', message, button, ...common });
}

function circumstancesOf(
	context: z.infer<typeof circumstance>['context'],
	referral: Record<string, unknown> | undefined,
): Partial<EventMessage> {
	const product = context?.referredProduct ?? {};
	const cameFrom = {
		...referral,
		...(Object.keys(product).length > 0 && { referredProduct: product }),
	};
	return onlyKnown({
		replyTo: context?.id || undefined,
		referral: Object.keys(cameFrom).length > 0 ? cameFrom : undefined,
	});
}
