import { z } from 'zod';

import type { EventBusiness, EventContact } from '../../messaging/event';
import { idText, text } from '../../messaging/reading/loose-json';
import { onlyKnown } from '../../messaging/reading/only-known';
import { phoneOf } from '../whatsapp-format/people';

/**
 * Who is meant. Infobip names a person by phone number without a plus, on WhatsApp since 2026 also by business-scoped
 * user id (BSUID), on Viber bots by Viber's own id (docs/facts/infobip.md#user-ids). `contact` stands beside WhatsApp
 * messages and reports of newer accounts.
 */

const contactPart = z
	.object({
		name: text,
		phoneNumber: idText,
		userId: idText,
		username: text,
	})
	.catch({ name: undefined, phoneNumber: undefined, userId: undefined, username: undefined });

/** `CC.` or `CC.ENT.`, then letters and digits. */
const USER_ID = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;

/** The address to answer to is the phone number where it is known; `''` when nobody is named. */
export function contactOf(address: string | undefined, details: unknown): EventContact {
	const { name, phoneNumber, userId, username } = contactPart.parse(details ?? {});
	const phone = phoneOf(address) ?? phoneOf(phoneNumber);
	const knownUserId = userId ?? (address && USER_ID.test(address) ? address : undefined);
	return {
		id: phone ?? address ?? knownUserId ?? phoneNumber ?? '',
		...onlyKnown({
			phone,
			userId: knownUserId,
			username: username || undefined,
			name: name || undefined,
		}),
	};
}

/** Our number (digits) or sender name, as it must be given when we answer. */
export function businessOf(address: string | undefined): EventBusiness {
	return { id: address ?? '', ...onlyKnown({ phone: phoneOf(address) }) };
}
