import en from './language/en.json';
import es from './language/es.json';
import pt from './language/pt-BR.json';
import { page } from './page-data';

/** Texts of the page in the chosen language. */

const WORDS: Readonly<Record<typeof page.language, Readonly<Record<string, string>>>> = {
	en,
	pt,
	es,
};
const LOCALES = { en: 'en-GB', pt: 'pt-BR', es: 'es' } as const;

/** Returns the text of a key with its placeholders `{0}`, `{1}` … filled. */
export function t(key: string, ...values: ReadonlyArray<string | number>): string {
	const words = WORDS[page.language][key] ?? key;
	return words.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)] ?? ''));
}

export function hasText(key: string): boolean {
	return Boolean(WORDS.en[key]);
}

export function locale(): string {
	return LOCALES[page.language];
}
