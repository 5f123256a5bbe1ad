import type { Recipient } from '../../messaging/provider';
import { isUserId } from '../whatsapp-format/addresses';

/**
 * Builds the fields that address a customer (docs/facts/whatsapp-cloud.md#answer-to-a-send and
 * docs/facts/whatsapp-cloud.md#recipients). Phone numbers go into `to` with `+`, because Meta may prefix a number
 * without it with the business's own country code. Business-scoped user ids go into `recipient`. Anything else, such as
 * a group id, goes into `to` unchanged.
 */

/** E.164 allows 15 digits at most. Longer runs of digits are ids. */
const PHONE_DIGITS = /^\d{6,15}$/;

export type RecipientFields = { to: string } | { recipient: string };

/**
 * Builds the recipient.
 *
 * @param needsPhone login codes cannot go to a user id (131062), so a known phone number is preferred then
 */
export function recipientFields(person: Recipient, needsPhone: boolean): RecipientFields {
	if (!isUserId(person.id)) return { to: withPlus(person.id) };
	return needsPhone && person.phone ? { to: withPlus(person.phone) } : { recipient: person.id };
}

function withPlus(address: string): string {
	const digits = address.replace(/[\s().+-]/g, '');
	return PHONE_DIGITS.test(digits) ? `+${digits}` : address;
}
