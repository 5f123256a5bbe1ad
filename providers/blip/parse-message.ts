import type { EventMessage, MessagingEvent } from '../../messaging/event';
import { contentId } from '../../messaging/reading/content-id';
import { onlyKnown } from '../../messaging/reading/only-known';
import { eventOf, type Setting } from './event-of';
import { LIME } from './lime';
import { contentOf } from './message-content';
import {
	echoEvents,
	isFromCustomDesk,
	isTicketRedirect,
	redirectEvents,
	ticketEvents,
} from './parse-handover';
import { replyShape, tapOf } from './parse-tap';
import type { InboundMessage, Item } from './payload';
import { referralOf } from './referral';

/**
 * Messages of both directions (docs/facts/blip.md#portal-webhook and docs/facts/blip.md#inbound-messages). Only the
 * customer's become message events.
 */

/**
 * Signals of the platform. They are not messages of the customer, even if their metadata contain an advertisement or a
 * link.
 */
const IGNORED: ReadonlySet<string> = new Set([LIME.chatState, LIME.inputExpiration]);

export function messageEvents(item: Item & { kind: 'message' }): MessagingEvent[] {
	const { message } = item;
	if (message.type === LIME.ticket) return ticketEvents(item);
	switch (message.side) {
		case 'business':
			return isTicketRedirect(item) ? redirectEvents(item) : echoEvents(item);
		case 'desk':
			return isFromCustomDesk(item) ? [customerEvent(item)].flatMap(some) : echoEvents(item);
		case 'customer':
		case 'tunnel':
		case 'otherChannel':
			if (message.type === LIME.redirect) return redirectEvents(item);
			// A message that the business wrote in another app comes in the customer's conversation.
			if (message.type === LIME.external) return echoEvents(item);
			return [customerEvent(item)].flatMap(some);
	}
}

function some<T>(value: T | undefined): T[] {
	return value === undefined ? [] : [value];
}

function customerEvent(item: Item & { kind: 'message' }): MessagingEvent | undefined {
	const { message, metadata } = item;
	if (IGNORED.has(message.type)) return undefined;
	const referral = referralOf(metadata);
	const setting: Setting = { ...item, customer: message.from, bot: message.to };
	const id = message.id ?? contentId('message', item.raw);
	const around = circumstances(item, referral);
	const { side, from } = message;
	const described = side === 'otherChannel' ? undefined : written(id, item);
	if (described === undefined) {
		const unsupportedType =
			side === 'otherChannel' && from ? `channel ${from.domain}` : message.type;
		return eventOf(setting, {
			event: 'message',
			id,
			message: { id, type: 'unsupported', text: '', ...around, unsupportedType },
		});
	}
	return eventOf(setting, { id, ...described, message: { ...described.message, ...around } });
}

type Written = Pick<MessagingEvent, 'event' | 'button'> & { message: EventMessage };

function written(
	id: string,
	{ message, metadata }: Item & { kind: 'message' },
): Written | undefined {
	const button = tapOf(message, metadata);
	if (button) {
		return { event: 'buttonClick', button, message: { id, type: 'text', text: button.title } };
	}
	const content =
		repliedContent(message, metadata) ?? contentOf(message.type, message.content, metadata);
	return content && { event: 'message', message: { id, ...content } };
}

function repliedContent(
	{ type, content }: InboundMessage,
	metadata: Item['metadata'],
): ReturnType<typeof contentOf> {
	if (type !== LIME.reply) return undefined;
	const read = replyShape.safeParse(content);
	if (!read.success) return undefined;
	const { replied } = read.data;
	return contentOf(replied.type.toLowerCase(), replied.value, metadata);
}

function circumstances(
	{ message, metadata }: Item & { kind: 'message' },
	referral: Record<string, string> | undefined,
): Partial<EventMessage> {
	const reply = message.type === LIME.reply ? replyShape.safeParse(message.content) : undefined;
	const quoted = reply?.success ? reply.data.inReplyTo?.id : undefined;
	return onlyKnown({
		replyTo: quoted || metadata['#inReplyToId'] || metadata['#wa.context.id'] || undefined,
		referral,
		forwarded:
			metadata['#wa.forwarded'] === 'true' || metadata['#wa.frequently_forwarded'] === 'true'
				? true
				: undefined,
	});
}
