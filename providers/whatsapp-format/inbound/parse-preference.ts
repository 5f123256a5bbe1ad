import { z } from 'zod';

import type { ConsentState, MessagingEvent } from '../../../messaging/event';
import { contentId } from '../../../messaging/reading/content-id';
import { idText, text } from '../../../messaging/reading/loose-json';
import { onlyKnown } from '../../../messaging/reading/only-known';
import { eventOf } from './event-of';
import { itemsOf, type Change } from './payload';

/**
 * Reads that a customer switched promotions off or on in WhatsApp's own menu
 * (docs/facts/whatsapp-cloud.md#account-events). Answers about an order stay allowed, hence the scope. `signup` is the
 * undocumented opt-in by a sign-up link.
 */

const STATES: ReadonlyMap<string, ConsentState> = new Map([
	['stop', 'optedOut'],
	['resume', 'optedIn'],
	['signup', 'optedIn'],
]);

const preference = z.object({
	wa_id: idText,
	user_id: idText,
	value: z.string(),
	category: text,
	detail: text,
	timestamp: z.unknown(),
});

export function preferenceEvents(change: Change): MessagingEvent[] {
	return itemsOf(change.value, 'user_preferences').flatMap((raw) => {
		const read = preference.safeParse(raw);
		const state = read.success ? STATES.get(read.data.value) : undefined;
		if (!read.success || state === undefined) return [];
		const { wa_id: waId, user_id: userId, value, category, detail, timestamp } = read.data;
		return [
			eventOf(change, {
				event: 'consent',
				id: contentId('preference', [change.business.id, waId, userId, category, value, timestamp]),
				contact: change.people({ waId, userId }),
				consent: {
					state,
					scope: 'marketing',
					source: 'platform',
					...onlyKnown({ text: detail || undefined }),
				},
				time: timestamp,
				raw,
			}),
		];
	});
}
