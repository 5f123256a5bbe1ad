import type { MessageType, MessagingEvent } from '../../messaging/event';

/** Message types whose text the customer typed: the text itself, or the caption of a file. */
const TYPED_TEXT: ReadonlySet<MessageType> = new Set([
	'text',
	'image',
	'video',
	'audio',
	'voice',
	'document',
]);

/**
 * Returns whether the event may be an answer, a tap or a consent: something that one customer wrote to the business
 * alone. A member of a group speaks to the group, and a reaction comments on a message.
 */
export function isReadable(event: MessagingEvent): boolean {
	if (event.group !== undefined || event.message === undefined) return false;
	if (event.event === 'buttonClick') return true;
	return event.event === 'message' && isTypedText(event) && event.message.text !== '';
}

/** Returns whether the message's text is the customer's own words. */
export function isTypedText(event: MessagingEvent): boolean {
	return event.message !== undefined && TYPED_TEXT.has(event.message.type);
}
