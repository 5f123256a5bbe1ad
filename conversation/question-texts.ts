import { writtenLanguage, type Language, type LanguageHints } from '../messaging/customer-language';

/** Default texts around a question, in the customer's language. */

const TEXTS = {
	en: { wrong: 'Sorry, I did not understand.', reminder: 'Are you still there?' },
	es: { wrong: 'Disculpe, no entendí.', reminder: '¿Sigue ahí?' },
	pt: { wrong: 'Desculpe, não entendi.', reminder: 'Ainda está por aí?' },
} as const;

/** Messages that leave a question, unless the user chooses others. */
export const DEFAULT_LET_THROUGH = 'menu, voltar, atendente';

/** Returns the texts for a customer. */
export function questionTexts(hints: LanguageHints): (typeof TEXTS)[Language] {
	return TEXTS[writtenLanguage(hints)];
}
