/**
 * Returns the value of a template's variable as WhatsApp accepts it: in one line, without tabs and long runs of spaces.
 * Meta refuses others (132018, "Param text cannot have new-line/tab characters or more than 4 consecutive spaces").
 */
export function cleanTemplateValue(value: string): string {
	return value
		.split(/[\n\r\t\u2028\u2029]/)
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.join(' ')
		.replaceAll(/ {5,}/g, ' ');
}
