/** The panel reads dots in a field's name as a path, so a slot's key (`body.1`) gets a name without. */
export function slotFieldId(key: string): string {
	return key.replace(/\./g, '__');
}
