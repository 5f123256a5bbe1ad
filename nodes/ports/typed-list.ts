/** Splits a typed list at commas, semicolons and lines, because people type all three. Leaves out empty entries. */
export function splitList(list: string): string[] {
	return list
		.split(/[,;\n]/)
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}
