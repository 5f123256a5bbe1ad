import { z } from 'zod';

import type { ConsentState, MessagingEvent } from '../../messaging/event';
import { contentId } from '../../messaging/reading/content-id';
import { idText, list, looseRecord, text } from '../../messaging/reading/loose-json';
import { onlyKnown } from '../../messaging/reading/only-known';
import { phoneOf } from '../whatsapp-format/people';
import { eventOf } from './event-of';
import type { Envelope } from './payload';

/**
 * Two of the three ways in which a customer opts out (docs/facts/chat-architect.md#opt-outs): Gupshup's own list
 * (`user-event`), and WhatsApp's menu (`preference-event`). The trigger recognises the third, a typed word.
 */

const OPT_STATES: ReadonlyMap<string, ConsentState> = new Map([
	['opted-in', 'optedIn'],
	['opted-out', 'optedOut'],
]);

const userEvent = z.object({ phone: idText, type: text });

/**
 * Reads the consent events. `sandbox-start` gives none. Neither does the placeholder that replaces a phone number when
 * Gupshup tests an address (`callbackSetPhone`).
 */
export function consentEvents(envelope: Envelope): MessagingEvent[] {
	const { phone: number, type } = userEvent.parse(envelope.payload);
	const state = OPT_STATES.get(type ?? '');
	const phone = phoneOf(number);
	if (state === undefined || phone === undefined) return [];
	return [
		eventOf(envelope, {
			event: 'consent',
			id: contentId('consent', [envelope.business.id, phone, type, envelope.time]),
			contact: { id: phone, phone },
			consent: { state, scope: 'all', source: 'provider' },
		}),
	];
}

const PREFERENCES: ReadonlyMap<string, ConsentState> = new Map([
	['stop', 'optedOut'],
	['resume', 'optedIn'],
]);

const preference = z.object({
	wa_id: idText,
	value: z.string(),
	category: text,
	detail: text,
	timestamp: z.unknown(),
});

/** Reads that a customer switched promotions off or on in WhatsApp's own menu. Answers about an order stay allowed. */
export function preferenceEvents(envelope: Envelope): MessagingEvent[] {
	const inner = looseRecord.parse(envelope.payload.payload) ?? envelope.payload;
	return list.parse(inner.user_preferences).flatMap((item) => {
		const read = preference.safeParse(item);
		const state = read.success ? PREFERENCES.get(read.data.value) : undefined;
		if (!read.success || state === undefined) return [];
		const { wa_id: number, value, category, detail, timestamp: time } = read.data;
		const phone = phoneOf(number);
		const id = phone ?? number;
		if (id === undefined) return [];
		return [
			eventOf(envelope, {
				event: 'consent',
				id: contentId('preference', [
					envelope.business.id,
					id,
					category,
					value,
					time ?? envelope.time,
				]),
				contact: { id, ...onlyKnown({ phone }) },
				consent: {
					state,
					scope: 'marketing',
					source: 'platform',
					...onlyKnown({ text: detail || undefined }),
				},
				time,
			}),
		];
	});
}
