/** Words of courtesy around what a customer means: "sair por favor" means "sair", and "2, obrigado" means "2". */

const COURTESIES: ReadonlySet<string> = new Set([
	// Portuguese
	'por favor',
	'favor',
	'por gentileza',
	'pf',
	'pfv',
	'pfvr',
	'obrigado',
	'obrigada',
	'muito obrigado',
	'muito obrigada',
	'obg',
	'oi',
	'ola',
	'bom dia',
	'boa tarde',
	'boa noite',
	// Spanish
	'porfa',
	'porfavor',
	'gracias',
	'muchas gracias',
	'hola',
	'buenas',
	'buenos dias',
	'buenas tardes',
	'buenas noches',
	// English
	'please',
	'pls',
	'plz',
	'thanks',
	'thank you',
	'thx',
	'hi',
	'hello',
	'hey',
	'ok',
	'okay',
]);

const LONGEST_COURTESY_WORDS = 2;

/** Returns the number of folded words of the courtesy that starts at `index`; 0 when none starts there. */
export function courtesyAt(words: readonly string[], index: number, end = words.length): number {
	for (let length = Math.min(LONGEST_COURTESY_WORDS, end - index); length > 0; length--) {
		if (COURTESIES.has(words.slice(index, index + length).join(' '))) return length;
	}
	return 0;
}

/** Returns the folded words without the courtesies at both ends. Words of courtesy alone give an empty list. */
export function withoutCourtesies(words: readonly string[]): string[] {
	let start = 0;
	for (let length; (length = courtesyAt(words, start)) > 0;) start += length;
	let end = words.length;
	for (let length; (length = courtesyBefore(words, start, end)) > 0;) end -= length;
	return words.slice(start, end);
}

function courtesyBefore(words: readonly string[], start: number, end: number): number {
	for (let length = Math.min(LONGEST_COURTESY_WORDS, end - start); length > 0; length--) {
		if (courtesyAt(words, end - length, end) === length) return length;
	}
	return 0;
}
