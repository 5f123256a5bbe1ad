/** Default texts around a question, in the customer's language. */

const TEXTS = {
	en: { wrong: 'Sorry, I did not understand.', reminder: 'Are you still there?' },
	es: { wrong: 'Disculpe, no entendí.', reminder: '¿Sigue ahí?' },
	pt: { wrong: 'Desculpe, não entendi.', reminder: 'Ainda está por aí?' },
} as const;

/** Messages that leave a question, unless the user chooses others. */
export const DEFAULT_LET_THROUGH = 'menu, voltar, atendente';

type Language = keyof typeof TEXTS;

/** Countries whose customers read Portuguese. */
const PORTUGUESE: ReadonlySet<string> = new Set(['BR', 'PT', 'AO', 'MZ', 'CV', 'ST', 'GW', 'TL']);
/** Countries whose customers read Spanish. */
const SPANISH: ReadonlySet<string> = new Set([
	'AR',
	'BO',
	'CL',
	'CO',
	'CR',
	'CU',
	'DO',
	'EC',
	'ES',
	'GQ',
	'GT',
	'HN',
	'MX',
	'NI',
	'PA',
	'PE',
	'PR',
	'PY',
	'SV',
	'UY',
	'VE',
]);

/**
 * Returns the texts for a customer.
 *
 * @param language BCP 47, if it is known
 * @param country ISO 3166-1 alpha-2 of the customer or the business, if it is known
 */
export function questionTexts(
	language: string | undefined,
	country: string | undefined,
): (typeof TEXTS)[Language] {
	return TEXTS[languageOf(language, country)];
}

function languageOf(language: string | undefined, country: string | undefined): Language {
	const spoken = (language ?? '').slice(0, 2).toLowerCase();
	if (spoken in TEXTS) return spoken as Language;
	if (spoken !== '' || country === undefined) return 'en';
	if (PORTUGUESE.has(country)) return 'pt';
	return SPANISH.has(country) ? 'es' : 'en';
}
