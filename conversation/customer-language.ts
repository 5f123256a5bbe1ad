/** Languages in which the package writes to customers by itself. */
export const LANGUAGES = ['en', 'es', 'pt'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Countries whose customers read Portuguese. */
const PORTUGUESE = ['AO', 'BR', 'CV', 'GW', 'MZ', 'PT', 'ST', 'TL'];
/** Countries whose customers read Spanish. */
const SPANISH = [
	...['AR', 'BO', 'CL', 'CO', 'CR', 'CU', 'DO', 'EC', 'ES', 'GQ', 'GT'],
	...['HN', 'MX', 'NI', 'PA', 'PE', 'PR', 'PY', 'SV', 'UY', 'VE'],
];

const LANGUAGE_OF_COUNTRY: ReadonlyMap<string, Language> = new Map([
	...PORTUGUESE.map((country) => [country, 'pt'] as const),
	...SPANISH.map((country) => [country, 'es'] as const),
]);

/**
 * Returns the language in which to write to a customer. English, unless their language or country says otherwise.
 *
 * @param language BCP 47, or as providers write it, e.g. `pt_BR`
 * @param country ISO 3166-1 alpha-2 of the customer or the business
 */
export function customerLanguage(
	language: string | undefined,
	country: string | undefined,
): Language {
	const spoken = language?.trim().toLowerCase().split(/[-_]/)[0];
	if (spoken) return LANGUAGES.find((known) => known === spoken) ?? 'en';
	return LANGUAGE_OF_COUNTRY.get(country ?? '') ?? 'en';
}
