import { z } from 'zod';

import type { EventContact } from '../../messaging/event';
import { canonicalPhone } from '../../messaging/phone';
import { idText, text } from '../../messaging/reading/loose-json';
import { onlyKnown } from '../../messaging/reading/only-known';

/**
 * Who is meant. Meta names a person by phone number (`wa_id`, digits without a plus), by business-scoped user id
 * (BSUID, `user_id`), or both; since 2026 the phone number may be missing (docs/facts/whatsapp-cloud.md#user-ids).
 * Names stand in a list of their own beside the messages and are found by these ids, never by position: the lists may
 * differ in length and order.
 */
export type People = (named: { waId?: string; userId?: string }) => EventContact;

const listed = z.object({
	wa_id: idText,
	user_id: idText,
	profile: z.object({ name: text, username: text }).optional().catch(undefined),
});
type Listed = z.infer<typeof listed>;

/** Reads `value.contacts`; whatever in it cannot be read is left out. */
export function peopleOf(contacts: readonly unknown[]): People {
	const byPhone = new Map<string, Listed>();
	const byUserId = new Map<string, Listed>();
	for (const contact of contacts) {
		const read = listed.safeParse(contact);
		if (!read.success) continue;
		const phone = phoneOf(read.data.wa_id);
		if (phone !== undefined) byPhone.set(canonicalPhone(phone), read.data);
		if (read.data.user_id !== undefined) byUserId.set(read.data.user_id, read.data);
	}
	return ({ waId, userId }) => {
		const named = phoneOf(waId);
		const known =
			(named !== undefined ? byPhone.get(canonicalPhone(named)) : undefined) ??
			(userId !== undefined ? byUserId.get(userId) : undefined);
		return contactOf({
			waId: waId ?? known?.wa_id,
			userId: userId ?? known?.user_id,
			name: known?.profile?.name,
			username: known?.profile?.username,
		});
	};
}

/** The address to answer to is the phone number if it is known, otherwise the BSUID; `''` when there is neither. */
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
 * E.164 with `+` from the digits of a WhatsApp id or a display number such as `+1 555-000-0001`. Nothing is added or
 * taken away: an old Brazilian or Mexican spelling is the address that WhatsApp knows.
 */
export function phoneOf(number: string | undefined): string | undefined {
	const digits = number?.replace(/[\s().+-]/g, '') ?? '';
	return /^[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : undefined;
}
