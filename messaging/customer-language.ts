import { countryOf } from './phone';

/** Language in which to write to a customer. */

/** The parts of an event, and of a stored contact, that tell the language. */
export interface LanguageHints {
	customer?: { language?: string };
	contact?: { language?: string; phone?: string };
}

/** Longer texts are not names of a language. */
const MAX_TAG_LENGTH = 35;

/**
 * Returns the language of a customer as BCP 47, e.g. `pt-BR`: as stored, else as the provider states it, else the most
 * common language of the country of the phone number, else English.
 */
export function customerLanguage({ customer, contact }: LanguageHints): string {
	return (
		readLanguage(customer?.language) ??
		readLanguage(contact?.language) ??
		languageOfPhone(contact?.phone) ??
		'en'
	);
}

/** Returns a language of the list that is the customer's, in whichever country; the first of the list otherwise. */
export function languageAmong<Language extends string>(
	known: readonly [Language, ...Language[]],
	language: string,
): Language {
	const [spoken] = language.toLowerCase().split('-');
	return known.find((candidate) => candidate === spoken) ?? known[0];
}

/** Returns the tag in its canonical spelling; `undefined` when it is none. WhatsApp and templates write `pt_BR`. */
export function readLanguage(tag: string | undefined): string | undefined {
	if (tag === undefined || tag.length > MAX_TAG_LENGTH) return undefined;
	try {
		return Intl.getCanonicalLocales(tag.trim().replaceAll('_', '-'))[0];
	} catch {
		return undefined;
	}
}

function languageOfPhone(phone: string | undefined): string | undefined {
	const country = phone && countryOf(phone);
	return country ? new Intl.Locale(`und-${country}`).maximize().language : undefined;
}
