import { z } from 'zod';

import type { EventBusiness, EventContact } from '../../messaging/event';
import { canonicalPhone } from '../../messaging/phone';
import { idText, text } from '../../messaging/reading/loose-json';
import { onlyKnown } from '../../messaging/reading/only-known';
import { isUserId } from '../whatsapp-format/addresses';
import { phoneOf } from '../whatsapp-format/people';

/**
 * The two sides of an event. Infobip identifies a customer by phone number without a plus; on WhatsApp since 2026 also
 * by business-scoped user id (BSUID); on Viber bots by Viber's own id (docs/facts/infobip.md#user-ids). WhatsApp
 * messages and reports of newer accounts also have `contact`.
 */

const NO_DETAILS = {
	name: undefined,
	phoneNumber: undefined,
	userId: undefined,
	username: undefined,
};
const contactPart = z
	.object({
		name: text,
		phoneNumber: idText,
		userId: idText,
		username: text,
	})
	.catch(() => NO_DETAILS);
type Details = Partial<Record<'name' | 'phoneNumber' | 'userId' | 'username', string>>;

/**
 * Returns the customer at an address, with the details beside it. Details with another phone number belong to another
 * customer and are left out. The address to answer to is the phone number if it is known; `''` when no customer is
 * named.
 */
export function contactOf(address: string | undefined, details: unknown): EventContact {
	const given = contactPart.parse(details ?? {});
	const isOther = address !== undefined && !isSamePerson(address, given);
	const { name, phoneNumber, userId, username } = isOther ? NO_DETAILS : given;
	const phone = phoneOf(address) ?? phoneOf(phoneNumber);
	const knownUserId = userId ?? (address && isUserId(address) ? address : undefined);
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

/**
 * Returns whether details can belong to an address: they have the same phone number, the same user id, or no phone
 * number.
 */
function isSamePerson(address: string, { phoneNumber, userId }: Details): boolean {
	const [one, other] = [phoneOf(address), phoneOf(phoneNumber)];
	if (one === undefined || other === undefined) return true;
	return address === userId || canonicalPhone(one) === canonicalPhone(other);
}

/**
 * Returns the one of two addresses that the details beside them contain, as phone number or user id. A report may swap
 * the two sides, but the details are always those of the customer.
 */
export function namedByDetails(
	details: unknown,
	addresses: ReadonlyArray<string | undefined>,
): string | undefined {
	const { phoneNumber, userId } = contactPart.parse(details ?? {});
	const phone = phoneOf(phoneNumber);
	return addresses.find((address) => {
		if (address === undefined) return false;
		const other = phoneOf(address);
		if (phone === undefined || other === undefined) return address === userId;
		return canonicalPhone(phone) === canonicalPhone(other);
	});
}

/** Returns the business: its number (digits) or sender name, in the form that an answer needs. */
export function businessOf(address: string | undefined): EventBusiness {
	return { id: address ?? '', ...onlyKnown({ phone: phoneOf(address) }) };
}
