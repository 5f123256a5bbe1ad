import type { EventButton, MessagingEvent } from '../../messaging/event';
import { readTypedChoice } from '../../messaging/typed-choice';
import type { ConversationFacts } from './conversation-facts';

/**
 * Returns the tap that a typed answer to the open numbered menu means, otherwise the event itself. A channel without
 * buttons shows a menu as numbered text.
 */
export function readMenuAnswer(
	event: MessagingEvent,
	{ menu }: Pick<ConversationFacts, 'menu'>,
): MessagingEvent {
	const { message } = event;
	if (event.event !== 'message' || message?.type !== 'text' || !menu?.isNumbered) return event;
	const choice = readTypedChoice(message.text, menu.choices);
	if (choice === undefined) return event;
	const button: EventButton = { id: choice.id, title: choice.title, kind: 'button' };
	return { ...event, event: 'buttonClick', message: { ...message, text: choice.title }, button };
}
