import { isSupportedCountry } from 'libphonenumber-js/max';

import type { MessagingError } from './error';
import { canonicalPhone } from './phone';
import type { AddressReading, Recipient } from './provider';
import { readTypedPhone, type PhoneProblem } from './typed-phone';

/**
 * Reads an address on a channel whose customers are addressed by phone.
 *
 * @param home ISO 3166-1 alpha-2 country of the business
 * @param isId whether the text is an address of another kind on this channel, e.g. a user id; it is taken as it is
 */
export function readPhoneAddress(
	typed: string,
	home: string | undefined,
	isId: (text: string) => boolean = () => false,
): AddressReading {
	const text = typed.trim();
	if (isId(text)) return { ok: true, to: { id: text } };
	const country = home !== undefined && isSupportedCountry(home) ? home : undefined;
	const reading = readTypedPhone(text, country);
	return 'phone' in reading
		? { ok: true, to: { id: reading.phone, phone: reading.phone } }
		: { ok: false, error: PROBLEMS[reading.problem] };
}

/** Reads an address on a channel whose customers have opaque ids of the provider. */
export function readIdAddress(typed: string): AddressReading {
	const id = typed.trim();
	return /^\S+$/.test(id) ? { ok: true, to: { id } } : { ok: false, error: NOT_AN_ID };
}

/** Returns one key for each customer of a sender, whatever the spelling of the phone number. */
export function recipientKey({ id, phone }: Recipient): string {
	return phone === undefined ? id : canonicalPhone(phone);
}

/** The code of every address that cannot be read. */
export const INVALID_NUMBER = 'invalidNumber';

const WITH_COUNTRY_CODE = 'Write it with plus and country code, e.g. +55 11 98888-0001.';

/** The texts never repeat the number: errors reach logs. */
const PROBLEMS: Readonly<Record<PhoneProblem, MessagingError>> = {
	notANumber: invalidNumber(
		'The customer is not a phone number',
		'On this channel customers are addressed by phone, and "Customer" contains no readable number.',
		`${WITH_COUNTRY_CODE} Or use the contact ID of an event: {{ $json.contact.id }}.`,
	),
	noCountry: invalidNumber(
		'The country code of the phone number is missing',
		'The number exists in several countries, so the message could reach another person.',
		'Write it with plus and country code, e.g. +55 11 98888-0001, or choose Options > Default Country.',
	),
	digitsLost: invalidNumber(
		'A spreadsheet has rounded the phone number',
		'It is written with an exponent, and its last digits are lost.',
		'Format the column of the spreadsheet as text, and enter the number again.',
	),
	impossible: invalidNumber(
		'There is no such phone number',
		'It is too short or too long, or not a number of its country.',
		`Check the digits. ${WITH_COUNTRY_CODE}`,
	),
};

const NOT_AN_ID = invalidNumber(
	'The customer is not an ID of this channel',
	'On this channel customers are addressed by an ID of the provider, which has no spaces.',
	'Use the contact ID of an event: {{ $json.contact.id }}.',
);

function invalidNumber(title: string, reason: string, remedy: string): MessagingError {
	return { code: INVALID_NUMBER, title, reason, remedy, retry: 'no' };
}
