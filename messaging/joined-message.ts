import type { EventMessage, EventMessagePart, MessagingEvent } from './event';

/**
 * Returns one event for messages that a customer sent quickly after each other. It is the last of them, with the texts
 * of all, line by line; `message.parts` has each message with its file.
 *
 * @param events in the order of their arrival; at least one, each with a message
 */
export function joinMessages(
	events: readonly [MessagingEvent, ...MessagingEvent[]],
): MessagingEvent {
	const last = events[events.length - 1] ?? events[0];
	const parts = events.flatMap(partsOf);
	if (last.message === undefined || parts.length < 2) return last;
	const text = parts
		.map((part) => part.text)
		.filter((line) => line !== '')
		.join('\n');
	const isFirstMessage = events.some(({ conversation }) => conversation?.isFirstMessage === true);
	return {
		...last,
		message: { ...last.message, text, parts },
		...(last.conversation && { conversation: { ...last.conversation, isFirstMessage } }),
	};
}

/** Returns whether the event can be joined with its neighbours: an ordinary message, not a tap or an edit. */
export function isJoinable({ event, message, group }: MessagingEvent): boolean {
	return event === 'message' && message !== undefined && message.editOf === undefined && !group;
}

function partsOf({ message }: MessagingEvent): EventMessagePart[] {
	return message === undefined ? [] : (message.parts ?? [partOf(message)]);
}

function partOf({ id, type, text, media }: EventMessage): EventMessagePart {
	return { id, type, text, ...(media && { media }) };
}
