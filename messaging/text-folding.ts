/**
 * Two spellings of one word must meet: "SAÍR", "sair " and "ｓａｉｒ" are the same to a customer. Folding removes case,
 * accents, width, invisible characters and surplus white space.
 */
export function foldText(text: string): string {
	return text
		.normalize('NFKD')
		.replace(/\p{M}|\p{Cf}/gu, '')
		.toLowerCase()
		.replace(/ß/g, 'ss')
		.replace(/\s+/g, ' ')
		.trim();
}

const EDGES = /^[\p{P}\p{S}\s]+|[\p{P}\p{S}\s]+$/gu;

/** As `foldText`, and without punctuation or emoji around it: "Sair!!" is "sair". Text of nothing else stays as it is. */
export function foldPhrase(text: string): string {
	const folded = foldText(text);
	return folded.replace(EDGES, '') || folded;
}
