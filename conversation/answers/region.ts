import type { Expectation } from './expectation';

/** Returns the country of a customer: the given one, or that in which the language is mostly spoken. */
export function regionOf({
	country,
	language,
}: Pick<Expectation, 'country' | 'language'>): string | undefined {
	if (country) return country.toUpperCase();
	try {
		return language ? new Intl.Locale(language).maximize().region : undefined;
	} catch {
		// The runtime does not know such a language.
		return undefined;
	}
}
