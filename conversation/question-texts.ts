import { customerLanguage, type Language } from './customer-language';

/** Default texts around a question, in the customer's language. */

const TEXTS = {
	en: { wrong: 'Sorry, I did not understand.', reminder: 'Are you still there?' },
	es: { wrong: 'Disculpe, no entendí.', reminder: '¿Sigue ahí?' },
	pt: { wrong: 'Desculpe, não entendi.', reminder: 'Ainda está por aí?' },
} as const;

/** Messages that leave a question, unless the user chooses others. */
export const DEFAULT_LET_THROUGH = 'menu, voltar, atendente';

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
	return TEXTS[customerLanguage(language, country)];
}
