import { readPhoneAddress } from '../../messaging/address-reading';
import type { AddressReading } from '../../messaging/provider';

/**
 * Addresses of people on WhatsApp (docs/facts/whatsapp-cloud.md#recipients): a phone number, a business-scoped user id,
 * or the id of a group.
 */

/** `CC.` or, for linked portfolios, `CC.ENT.`, and up to 128 letters and digits. */
const USER_ID = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;
/** Ids of groups are long and mix letters and digits; names and words are shorter. */
const GROUP_ID = /^(?=.{20,128}$)(?=.*[A-Za-z])(?=.*\d)[A-Za-z0-9_=-]+$/;

export function isUserId(text: string): boolean {
	return USER_ID.test(text);
}

/**
 * Reads an address.
 *
 * @param home ISO 3166-1 alpha-2 country of the business
 */
export function readWhatsAppAddress(typed: string, home: string | undefined): AddressReading {
	return readPhoneAddress(typed, home, (text) => isUserId(text) || GROUP_ID.test(text));
}
