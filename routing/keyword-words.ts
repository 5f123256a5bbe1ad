/**
 * Splits the field Words or Phrases at commas, semicolons and line breaks. The commas of other scripts count as well.
 * Patterns are separated by lines only, since a comma is part of many.
 */

export function splitWords(field: string): string[] {
	return split(field, /[,;\n\r，、；،؛]+/u);
}

export function splitPatterns(field: string): string[] {
	return split(field, /[\n\r]+/);
}

function split(field: string, separator: RegExp): string[] {
	return field
		.split(separator)
		.map((part) => part.trim())
		.filter((part) => part !== '');
}
