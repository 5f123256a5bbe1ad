import { z } from 'zod';

import type { EventContact } from '../../messaging/event';
import { canonicalPhone } from '../../messaging/phone';
import { idText, text } from '../../messaging/reading/loose-json';
import { onlyKnown } from '../../messaging/reading/only-known';

/**
 * Finds the customer of an item. Meta identifies a customer by phone number (`wa_id`, digits without a plus), by
 * business-scoped user id (BSUID, `user_id`), or both; since 2026 the phone number may be missing
 * (docs/facts/whatsapp-cloud.md#user-ids). Names are in a list of their own beside the messages. They are found by
 * these ids, never by position: the lists may differ in length and order.
 */
export type People = (named: { waId?: string; userId?: string }) => EventContact;

const listed = z.object({
	wa_id: idText,
	user_id: idText,
	profile: z.object({ name: text, username: text }).optional().catch(undefined),
});
type Listed = z.infer<typeof listed>;

/**
 * Reads `value.contacts` and drops unreadable ones. If an item names no customer, or a contact has no id, the only
 * contact of the change is meant.
 */
export function peopleOf(contacts: readonly unknown[]): People {
	const byPhone = new Map<string, Listed>();
	const byUserId = new Map<string, Listed>();
	const readable = contacts.flatMap((contact) => {
		const read = listed.safeParse(contact);
		return read.success ? [read.data] : [];
	});
	for (const contact of readable) {
		const phone = phoneOf(contact.wa_id);
		if (phone !== undefined) byPhone.set(canonicalPhone(phone), contact);
		if (contact.user_id !== undefined) byUserId.set(contact.user_id, contact);
	}
	const only = readable.length === 1 ? readable[0] : undefined;
	const hasNoId = only !== undefined && only.wa_id === undefined && only.user_id === undefined;
	return ({ waId, userId }) => {
		const named = phoneOf(waId);
		const known =
			(named !== undefined ? byPhone.get(canonicalPhone(named)) : undefined) ??
			(userId !== undefined ? byUserId.get(userId) : undefined) ??
			(hasNoId || (waId === undefined && userId === undefined) ? only : undefined);
		return contactOf({
			waId: waId ?? known?.wa_id,
			userId: userId ?? known?.user_id,
			name: known?.profile?.name,
			username: known?.profile?.username,
		});
	};
}

/**
 * Returns the customer. The address to answer to is the phone number if it is known, otherwise the BSUID; `''` when
 * there is neither.
 */
function contactOf(person: {
	waId?: string;
	userId?: string;
	name?: string;
	username?: string;
}): EventContact {
	const phone = phoneOf(person.waId);
	return {
		id: phone ?? person.userId ?? person.waId ?? '',
		...onlyKnown({
			phone,
			userId: person.userId,
			username: person.username || undefined,
			name: person.name || undefined,
		}),
	};
}

/**
 * Returns E.164 with `+` from the digits of a WhatsApp id or a display number such as `+1 555-000-0001`. Adds and
 * removes no digits, because an old Brazilian or Mexican spelling is the address that WhatsApp knows.
 */
export function phoneOf(number: string | undefined): string | undefined {
	const digits = number?.replace(/[\s().+-]/g, '') ?? '';
	return /^[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : undefined;
}
