import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';

import { canonicalPhone } from './phone';

/**
 * Reads phone numbers as people have them in their lists: with or without plus and country code, with `00`, brackets
 * and full-width digits, as `tel:` links, as WhatsApp ids, or as a spreadsheet wrote them. Refuses a text that may be
 * two numbers, or has lost digits, because a message must never reach another person.
 */
export type PhoneReading = { phone: string } | { problem: PhoneProblem };

/**
 * - `notANumber`: no digits, or words beside them
 * - `noCountry`: may be a number of several countries
 * - `digitsLost`: a spreadsheet has rounded it, as in `5,51198E+12`
 * - `impossible`: too short, too long, or not a number of its country
 */
export type PhoneProblem = 'notANumber' | 'noCountry' | 'digitsLost' | 'impossible';

/** Longest text that is read, in UTF-16 units. The longest spelling with a name behind it fits into it. */
const MAX_LENGTH = 200;

/**
 * Returns E.164 with `+`. The digits are those that were typed: where a number has two spellings both stay as they are,
 * and `canonicalPhone` makes them one.
 *
 * @param home ISO 3166-1 alpha-2 country of the business. Without plus and country code, a number is read as a number
 * of this country
 */
export function readTypedPhone(typed: string, home?: CountryCode): PhoneReading {
	const text = withoutWrapping(typed.slice(0, MAX_LENGTH + 1));
	if (text.length > MAX_LENGTH || !/\d/.test(text)) return { problem: 'notANumber' };
	if (/^\+?\d+([.,]\d+)?e\+?\d+$/i.test(text)) return { problem: 'digitsLost' };
	if (/[^\d\s().+\-/]/.test(text) || text.lastIndexOf('+') > 0) return { problem: 'notANumber' };
	const digits = text.replace(/\D/g, '');
	const international = /^(\+|00)/.test(text) ? digits.replace(/^0+/, '') : undefined;
	if (international !== undefined) {
		const phone = readInternational(international);
		return phone === undefined ? { problem: 'impossible' } : { phone };
	}
	return withoutPlus(digits, home);
}

/** Reads digits without a plus, which may begin with the country code, or be a number of the business's own country. */
function withoutPlus(digits: string, home: CountryCode | undefined): PhoneReading {
	const own = home && readNational(digits, home);
	if (own !== undefined) return { phone: own };
	const foreign = readInternational(digits, { mustBeValid: true });
	if (home === undefined && COUNTRIES_OF_USERS.some((country) => isOwnSpelling(digits, country))) {
		return { problem: 'noCountry' };
	}
	if (foreign !== undefined) return { phone: foreign };
	const isNational = digits.length >= 8 && digits.length <= 13;
	return { problem: isNational && home === undefined ? 'noCountry' : 'impossible' };
}

/**
 * Countries whose shops write numbers without country code. `51 98888-7777` is a number of Porto Alegre and, read with
 * country code, one of Peru.
 */
const COUNTRIES_OF_USERS = ['BR', 'PT', 'ES', 'MX', 'AR', 'CL', 'CO', 'PE'] as const;

function isOwnSpelling(digits: string, country: CountryCode): boolean {
	const phone = readNational(digits, country);
	return phone !== undefined && phone !== `+${digits}`;
}

function readNational(digits: string, country: CountryCode): string | undefined {
	const parsed = parsePhoneNumberFromString(digits, country);
	// Without country code, the former one of Mexico is the country code of the United States.
	if (parsed === undefined || !parsed.isPossible()) return undefined;
	return isNumber(parsed.number) ? parsed.number : undefined;
}

function readInternational(
	digits: string,
	{ mustBeValid = false }: { mustBeValid?: boolean } = {},
): string | undefined {
	const parsed = parsePhoneNumberFromString(`+${digits}`);
	if (parsed === undefined) return undefined;
	if (isNumber(parsed.number)) return parsed.number;
	// Only exactly the typed digits: without a zero it would be another number.
	const isAsTyped = parsed.number === `+${digits}`;
	return !mustBeValid && isAsTyped && parsed.isPossible() ? parsed.number : undefined;
}

/**
 * Returns whether this is a number, or the second spelling of one. Some second spellings are no longer in the numbering
 * plan.
 */
function isNumber(e164: string): boolean {
	return [e164, canonicalPhone(e164)].some((phone) => {
		const parsed = parsePhoneNumberFromString(phone);
		// Only the first of several zeros is left out, and the rest would be read as another number next time.
		return parsed?.number === phone && parsed.isValid();
	});
}

/** Removes what links, ids, spreadsheets and address books write around a number. */
function withoutWrapping(typed: string): string {
	const text = typed
		.normalize('NFKC')
		.replace(/[\p{Cf}\p{Cc}"']/gu, '')
		.trim()
		.replace(/^https?:\/\/(?:wa\.me\/|api\.whatsapp\.com\/send\/?\?phone=)/i, '+')
		.replace(/^(?:tel|whatsapp|sms|callto):/i, '')
		.replace(/@(?:s\.whatsapp\.net|c\.us|wa\.gw\.msging\.net)$/i, '');
	const [number = ''] = text.split(/[?&;]/, 1);
	return withoutName(number.trim()).replace(/^(\d{8,})[.,]0+$/, '$1');
}

/** Removes a name in brackets behind the number. */
function withoutName(text: string): string {
	const start = text.endsWith(')') ? text.lastIndexOf('(') : -1;
	return start > 0 && /\p{L}/u.test(text.slice(start)) ? text.slice(0, start).trim() : text;
}
