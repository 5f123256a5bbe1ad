/**
 * A text that chooses a template, as an agent of a help desk types it: `/template order_ready Ana; 77-1`. The word is
 * followed by the name of the template and the values of its variables, which a semicolon or a line break separates.
 */
export interface TemplateCommand {
	/** Empty where the text names no template. */
	name: string;
	values: string[];
}

/** Reads a text that begins with the word of the command; `undefined` for every other text. */
export function readTemplateCommand(text: string, word: string): TemplateCommand | undefined {
	const [first = '', ...others] = text.trim().split(/(\s+)/);
	if (word === '' || first.toLowerCase() !== word.toLowerCase()) return undefined;
	const [, name = '', ...rest] = others;
	const values = rest.join('').trim();
	return { name, values: values === '' ? [] : values.split(/[;\n]/).map((value) => value.trim()) };
}
