import { endsPromotions, type ConsentWords } from '../../messaging/consent-words';
import type { MessagingEvent } from '../../messaging/event';

/**
 * Turns a message that is nothing but an opt-out or opt-in word into a `consent` event. The message stays inside it, so
 * a workflow can still quote it. Works for taps too: a template's "Parar promoções" button is a consent by button.
 */
export function recogniseConsent(event: MessagingEvent, words: ConsentWords): MessagingEvent {
	if (event.message === undefined || event.message.editOf !== undefined) return event;
	const typed = event.event === 'message' && event.message.type === 'text';
	const tapped = event.event === 'buttonClick';
	if (!typed && !tapped) return event;
	const text = event.message.text;
	const context = { typed, offered: [] };
	const state =
		words.read(text, context) ?? (tapped ? words.read(event.button?.id ?? '', context) : undefined);
	const source = tapped ? 'button' : 'keyword';
	if (state !== undefined) {
		return { ...event, event: 'consent', consent: { state, scope: 'all', source, text } };
	}
	if (!endsPromotions(text)) return event;
	const consent = { state: 'optedOut', scope: 'marketing', source, text } as const;
	return { ...event, event: 'consent', consent };
}
