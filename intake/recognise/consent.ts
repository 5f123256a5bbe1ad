import { endsPromotions } from '../../messaging/consent-words';
import type { ConsentScope, ConsentState, MessagingEvent } from '../../messaging/event';
import type { ConversationFacts } from './conversation-facts';
import { isTypedText } from './readable';

/**
 * Returns a consent event for a message or a tap that opts in or out, otherwise the event itself. The consent keeps
 * `message` and `button`.
 *
 * An opt-in word counts only for a customer who is opted out. "start" from any other customer is an ordinary message.
 */
export async function readConsent(
	event: MessagingEvent,
	facts: ConversationFacts,
): Promise<MessagingEvent> {
	const texts = textsOf(event);
	const state = stateOf(event, texts, facts);
	if (state === 'optedOut') return consentEvent(event, state, 'all');
	if (state === 'optedIn' && (await facts.isOptedOut())) return consentEvent(event, state, 'all');
	return texts.some(endsPromotions) ? consentEvent(event, 'optedOut', 'marketing') : event;
}

/** Returns an opt-out for an edited message that now is an opt-out word, otherwise the event itself. */
export function readEditedOptOut(
	event: MessagingEvent,
	facts: Pick<ConversationFacts, 'words' | 'menu'>,
): MessagingEvent {
	if (event.message?.editOf === undefined) return event;
	return stateOf(event, textsOf(event), facts) === 'optedOut'
		? consentEvent(event, 'optedOut', 'all')
		: event;
}

/** Returns the texts to read. A tap counts like the title of the button, and like the id that the workflow gave it. */
function textsOf({ event, message, button }: MessagingEvent): string[] {
	const texts = [message?.text ?? ''];
	if (event === 'buttonClick' && button) texts.push(button.title, button.id);
	return texts.filter((text) => text !== '');
}

function stateOf(
	event: MessagingEvent,
	texts: readonly string[],
	{ words, menu }: Pick<ConversationFacts, 'words' | 'menu'>,
): ConsentState | undefined {
	const typed = event.event === 'message' && isTypedText(event);
	const offered = menu?.choices.flatMap(({ id, title }) => [id, title]) ?? [];
	const states = texts.map((text) => words.read(text, { typed, offered }));
	return states.includes('optedOut') ? 'optedOut' : states.find((state) => state !== undefined);
}

function consentEvent(
	event: MessagingEvent,
	state: ConsentState,
	scope: ConsentScope,
): MessagingEvent {
	const source = event.event === 'buttonClick' ? 'button' : 'keyword';
	const text = event.message?.text ?? '';
	return { ...event, event: 'consent', consent: { state, scope, source, text } };
}
