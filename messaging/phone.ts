import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';

/**
 * Converts phone numbers, as users type them and as providers spell them, to E.164.
 *
 * Brazil: mobile numbers have nine digits after the area code since 2016, but WhatsApp ids of older accounts still come
 * with eight (docs/facts/whatsapp-cloud.md#numbers-with-two-spellings). Both spellings are one customer, so
 * `canonicalPhone` adds the nine.
 */

/**
 * Returns E.164 with `+`, or `undefined` if the input cannot be a phone number.
 *
 * @param input any spelling, with or without `+`, spaces, dots, brackets; digits alone are read with country code
 * @param defaultCountry ISO 3166 country for national spellings such as `(11) 99999-0000`
 */
export function toE164(input: string, defaultCountry?: CountryCode): string | undefined {
	const trimmed = input.trim();
	if (!/\d/.test(trimmed) || /\p{L}/u.test(trimmed)) return undefined;
	const digits = trimmed.replace(/\D/g, '');
	const international = parsePhoneNumberFromString(`+${digits}`);
	if (trimmed.startsWith('+'))
		return international?.isPossible() ? international.number : undefined;
	const national = defaultCountry && parsePhoneNumberFromString(trimmed, defaultCountry);
	if (national?.isValid()) return national.number;
	// Without a plus the digits may be national: only a valid number is read as international.
	return international?.isValid() ? international.number : undefined;
}

/** Returns the ISO 3166 country of an E.164 number, or `undefined` if the calling code has several countries. */
export function countryOf(e164: string): CountryCode | undefined {
	return parsePhoneNumberFromString(e164)?.country;
}

/** Returns the one spelling of a number: a Brazilian mobile number of eight digits gets its nine. Input is E.164. */
export function canonicalPhone(e164: string): string {
	const old = /^\+55([1-9]\d)([6-9]\d{7})$/.exec(e164);
	return old ? `+55${old[1]}9${old[2]}` : e164;
}
