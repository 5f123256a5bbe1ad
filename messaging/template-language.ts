/** Finds a template in the language that a user typed: `pt-BR`, `pt_br` and `pt` are `pt_BR` where nothing else fits. */

interface InLanguage {
	name: string;
	/** The provider's own spelling, e.g. `pt_BR`. */
	language: string;
}

/**
 * Returns the template in this language: as typed, else in another spelling, else the only one in the same language of
 * another country. `undefined` when none or several fit.
 */
export function findInLanguage<T extends InLanguage>(
	templates: readonly T[],
	name: string,
	typed: string,
): T | undefined {
	const named = templates.filter((template) => template.name === name);
	const wanted = folded(typed);
	const [language] = wanted.split('_');
	const isSpelledSo = (template: T) => folded(template.language) === wanted;
	const inLanguage = named.filter(
		(template) => folded(template.language).split('_')[0] === language,
	);
	return (
		named.find((template) => template.language === typed) ??
		named.find(isSpelledSo) ??
		(inLanguage.length === 1 ? inLanguage[0] : undefined)
	);
}

/** Returns the languages of a template, sorted. */
export function languagesOf(templates: readonly InLanguage[], name: string): string[] {
	return templates.flatMap((template) => (template.name === name ? template.language : [])).sort();
}

function folded(language: string): string {
	return language.trim().toLowerCase().replaceAll('-', '_');
}
