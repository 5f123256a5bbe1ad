import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';

/**
 * Converts phone numbers, as users type them and as providers spell them, to E.164.
 *
 * Mobile numbers of three countries have two spellings, because WhatsApp ids of older accounts keep the former one
 * (docs/facts/whatsapp-cloud.md#numbers-with-two-spellings). Both are one customer, so `canonicalPhone` makes them one.
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

interface Spelling {
	pattern: RegExp;
	/** Replacement for the match of another spelling's pattern. */
	written: string;
}

const TWO_SPELLINGS: ReadonlyArray<{ canonical: Spelling; second: Spelling }> = [
	{
		// Brazil: since 2016 mobile numbers have a nine after the area code.
		canonical: {
			pattern: /^\+55(?<area>[1-9]\d)9(?<rest>[6-9]\d{7})$/,
			written: '+55$<area>9$<rest>',
		},
		second: { pattern: /^\+55(?<area>[1-9]\d)(?<rest>[6-9]\d{7})$/, written: '+55$<area>$<rest>' },
	},
	{
		// Mexico: until 2019 calls to mobile numbers from abroad needed a one.
		canonical: { pattern: /^\+52(?<rest>[1-9]\d{9})$/, written: '+52$<rest>' },
		second: { pattern: /^\+521(?<rest>[1-9]\d{9})$/, written: '+521$<rest>' },
	},
	{
		// Argentina: calls to mobile numbers from abroad need a nine. No landline has the same ten digits.
		canonical: { pattern: /^\+549(?<rest>[1-3]\d{9})$/, written: '+549$<rest>' },
		second: { pattern: /^\+54(?<rest>[1-3]\d{9})$/, written: '+54$<rest>' },
	},
];

/**
 * Returns one spelling for each number: a Brazilian mobile number with its nine, an Argentine number with the nine of
 * mobile numbers, a Mexican number without the former one. It is a key: messages go to the spelling that was given.
 *
 * @param e164 E.164 with `+`
 */
export function canonicalPhone(e164: string): string {
	const rule = TWO_SPELLINGS.find(({ second }) => second.pattern.test(e164));
	return rule === undefined ? e164 : e164.replace(rule.second.pattern, rule.canonical.written);
}

/** Returns the spelling that `canonicalPhone` replaces by this one; `undefined` where there is none. */
export function secondSpellingOf(canonical: string): string | undefined {
	const rule = TWO_SPELLINGS.find((one) => one.canonical.pattern.test(canonical));
	return rule && canonical.replace(rule.canonical.pattern, rule.second.written);
}
