import type { EventButton, MessagingEvent } from '../messaging/event';
import { readTypedChoice, type Choice } from '../messaging/typed-choice';
import type { ConversationRow } from './schema';

/**
 * A menu on a channel without buttons goes out as numbered text. The numbers are remembered here, so that "2", "2." or
 * the title itself comes back as the tap that it means.
 */

/** After so long a number is a number again. */
const CHOICES_LIVE_MS = 24 * 3_600_000;

/** Providers tell whole seconds and clocks differ, so an answer may seem a little older than its question. */
const CLOCK_TOLERANCE_MS = 60_000;

/** The event as a tap when it answers the remembered menu, otherwise the event itself. */
export function readChoice(
	event: MessagingEvent,
	conversation: ConversationRow,
	at: string,
): MessagingEvent {
	const { message } = event;
	if (event.event !== 'message' || message?.type !== 'text' || message.editOf !== undefined) {
		return event;
	}
	if (conversation.choices === null || conversation.choices_at === null) return event;
	const age = Date.parse(at) - Date.parse(conversation.choices_at);
	if (age < -CLOCK_TOLERANCE_MS || age >= CHOICES_LIVE_MS) return event;
	const choice = readTypedChoice(message.text, JSON.parse(conversation.choices) as Choice[]);
	if (!choice) return event;
	const button: EventButton = { id: choice.id, title: choice.title, kind: 'button' };
	return { ...event, event: 'buttonClick', message: { ...message, text: choice.title }, button };
}
