/** Returns the name of a variable's field. It has no dots: the panel reads a dot in `body.1` as a path. */
export function slotFieldId(key: string): string {
	return key.replace(/\./g, '__');
}
