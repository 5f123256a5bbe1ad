import type { DateTime } from 'luxon';
import { languageAmong } from '../messaging/customer-language';
import { openingInWords } from './opening-in-words';

/** The whole sentence to a customer who writes while the business is closed. */

const CLOSED = {
	en: { now: 'We are closed now.', back: 'We open' },
	es: { now: 'Ahora estamos cerrados.', back: 'Abrimos' },
	pt: { now: 'Agora estamos fechados.', back: 'Abrimos' },
};

/**
 * Returns the sentence in Portuguese, Spanish or English. Both times have the time zone of the business.
 *
 * @param opening the next opening, if there is one
 * @param language BCP 47
 */
export function closedInWords(
	opening: DateTime | undefined,
	now: DateTime,
	language: string,
): string {
	const spoken = languageAmong(['en', 'es', 'pt'], language);
	const sentence = CLOSED[spoken];
	if (opening === undefined) return sentence.now;
	return `${sentence.now} ${sentence.back} ${openingInWords(opening, now, spoken)}.`;
}
