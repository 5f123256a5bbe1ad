import { countryOf } from './phone';

/** Language in which to write to a customer. */

/** The parts of an event, and of a stored contact, that tell the language. */
export interface LanguageHints {
	customer?: { language?: string };
	contact?: { language?: string; phone?: string };
	/** Country of the business, ISO 3166-1 alpha-2, for a customer without a phone number. */
	home?: string | undefined;
}

/** Languages in which the package writes to customers by itself. */
export const LANGUAGES = ['en', 'es', 'pt'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Countries whose customers read another language than the one that most people speak there. */
const READ_IN_COUNTRY: ReadonlyMap<string, string> = new Map([['PY', 'es']]);

/** Longer texts are not names of a language. */
const MAX_TAG_LENGTH = 35;

/**
 * Returns the language of a customer as BCP 47, e.g. `pt-BR`: as stored, else as the provider states it, else that of the
 * country of the phone number or the business, else English.
 */
export function customerLanguage({ customer, contact, home }: LanguageHints): string {
	const country = (contact?.phone === undefined ? undefined : countryOf(contact.phone)) ?? home;
	return (
		readLanguage(customer?.language) ??
		readLanguage(contact?.language) ??
		languageOfCountry(country) ??
		'en'
	);
}

/** Returns the language in which the package writes to a customer: theirs, else English. */
export function writtenLanguage(hints: LanguageHints): Language {
	return languageAmong(LANGUAGES, customerLanguage(hints));
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

function languageOfCountry(country: string | undefined): string | undefined {
	if (country === undefined) return undefined;
	return READ_IN_COUNTRY.get(country) ?? new Intl.Locale(`und-${country}`).maximize().language;
}
