import type { EventContact } from '../messaging/event';
import { canonicalPhone, secondSpellingOf, toE164 } from '../messaging/phone';
import { IS_SIMULATED, type Provider } from '../messaging/provider-names';
import { foldText } from '../messaging/text-folding';
import type { Parties } from './contracts/parties';
import { storedKey } from './stored-key';

/**
 * Addresses that identify contacts. A contact is known by phone number, by the provider's user id and by the address to
 * answer to; any two that come together belong to one contact. A phone number is the same everywhere on a channel;
 * other ids are unique only at their provider.
 */

const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * Returns the audience: the scope in which an address identifies exactly one customer. Each shop has one, so that a
 * customer who writes to two of its numbers is one contact. Each simulated business has an audience of its own, so that
 * no test there touches a real customer.
 */
export function audienceOf({
	provider,
	businessId,
	shop = '',
}: Pick<Parties, 'provider' | 'businessId' | 'shop'>): string {
	if (IS_SIMULATED[provider]) return simulatedAudience(businessId);
	const name = foldText(shop).slice(0, MAX_SHOP_LENGTH);
	return name === '' ? UNNAMED_SHOP : storedKey(`${NAMED_SHOP}${name}`);
}

/** The audience of every installation that names no shop. */
export const UNNAMED_SHOP = '';
const NAMED_SHOP = 'shop:';
/** Length in UTF-16 units, short enough that the audience is not stored as a hash. */
const MAX_SHOP_LENGTH = 200;

export function isNamedShop(audience: string): boolean {
	return audience.startsWith(NAMED_SHOP);
}

export function simulatedAudience(businessId: string): string {
	return storedKey(`simulated:${businessId}`);
}

/** Returns the keys by which this contact is found, the surest first; none without any address. */
export function addressesOf(provider: Provider, contact: EventContact): string[] {
	const phone = contact.phone && (E164.test(contact.phone) ? contact.phone : toE164(contact.phone));
	const keys = [
		phone && phoneKey(phone),
		contact.userId && `id:${provider}:${contact.userId}`,
		contact.id && (E164.test(contact.id) ? phoneKey(contact.id) : `id:${provider}:${contact.id}`),
	];
	const known = keys.filter((key): key is string => key !== undefined && key !== '');
	return [...new Set(known.map(storedKey))];
}

/** Adds the phone number to a contact whose id is one. For a recipient, often only a typed number is known. */
export function withPhone(contact: EventContact): EventContact {
	return contact.phone === undefined && E164.test(contact.id)
		? { ...contact, phone: contact.id }
		: contact;
}

const PHONE = 'phone:';

/** Returns the key of a phone number (E.164), the same for each of its spellings. */
export function phoneKey(e164: string): string {
	return `${PHONE}${canonicalPhone(e164)}`;
}

/** Returns the phone number of its key; `undefined` for other keys. */
export function phoneOfKey(address: string): string | undefined {
	return address.startsWith(PHONE) ? address.slice(PHONE.length) : undefined;
}

/** Returns the key as `phoneKey` makes it today. Former versions knew the two spellings of fewer countries. */
export function renewedKey(address: string): string {
	const phone = phoneOfKey(address);
	return phone === undefined ? address : phoneKey(phone);
}

/** Returns the key that a former version may have made of the same phone number; `undefined` where there is none. */
export function formerKey(address: string): string | undefined {
	const phone = phoneOfKey(address);
	const second = phone && secondSpellingOf(phone);
	return second && `${PHONE}${second}`;
}
