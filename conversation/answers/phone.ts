import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/max';

import type { SharedContact } from '../../messaging/event';
import { readTypedPhone, type PhoneReading } from '../../messaging/typed-phone';
import { cleanText } from './answer-text';
import { onlyOne } from './only-one';

/** Reads the phone number in an answer. */

/** Part of a text that may be a phone number. */
const CANDIDATE = /\+?\(?\d[\d\s().\-/]{5,30}\d/g;

/** Returns the only phone number in a text, in E.164. A national number is one of `country`. */
export function readPhone(text: string, country?: string): string | undefined {
	const clean = cleanText(text).replace(/\p{Pd}/gu, '-');
	const whole = readNumber(clean, country);
	if (whole !== undefined) return whole;
	return onlyOne((clean.match(CANDIDATE) ?? []).map((part) => readNumber(part, country)));
}

/** Returns the only phone number of the contacts that a customer shared. */
export function readSharedPhone(
	contacts: readonly SharedContact[],
	country?: string,
): string | undefined {
	const phones = contacts.flatMap(({ phones = [] }) => phones);
	return onlyOne(phones.map((phone) => readNumber(phone, country)));
}

/** Spellings that begin with the country code for certain. */
const INTERNATIONAL = /^(?:\+|00|https?:)/;

function readNumber(text: string, country = ''): string | undefined {
	const home = country.toUpperCase();
	if (!isSupportedCountry(home)) return phoneOf(readTypedPhone(text));
	const phone = phoneOf(readTypedPhone(text, home));
	// The digits of a CPF may also be a number in the United States.
	const isOwn = phone?.startsWith(`+${getCountryCallingCode(home)}`);
	return isOwn || INTERNATIONAL.test(text) ? phone : undefined;
}

function phoneOf(reading: PhoneReading): string | undefined {
	return 'phone' in reading ? reading.phone : undefined;
}
