/** Tables and words of Markdown, as the pages of this folder write them. */

/** Returns a table. A bar in a cell would end the cell, so it is written as an entity. */
export function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	return [
		line(head),
		line(head.map((_, index) => (index === 0 ? '---' : ':---:'))),
		...rows.map(line),
	].join('\n');
}

function line(cells: readonly string[]): string {
	return `| ${cells.map((cell) => cell.replaceAll('|', '&#124;')).join(' | ')} |`;
}

/** Writes a name as words: `locationRequest` becomes `location request`. */
export function inWords(name: string): string {
	return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** Writes a size with its unit: `1048576` becomes `1 MB`. */
export function inBytes(bytes: number): string {
	const KILOBYTE = 1024;
	const megabytes = bytes / KILOBYTE / KILOBYTE;
	return megabytes >= 1 ? `${rounded(megabytes)} MB` : `${rounded(bytes / KILOBYTE)} KB`;
}

function rounded(amount: number): string {
	return String(Math.round(amount * 10) / 10);
}
