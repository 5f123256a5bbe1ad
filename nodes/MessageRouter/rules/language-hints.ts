import type { LanguageHints } from '../../../messaging/customer-language';
import { asText, readPath } from './rule';

/** Returns the parts of an item that tell the language of its customer. */
export function languageHints(json: unknown): LanguageHints {
	const read = (...path: string[]) => asText(readPath(json, ...path));
	return {
		customer: { language: read('customer', 'language') },
		contact: { language: read('contact', 'language'), phone: read('contact', 'phone') },
	};
}
