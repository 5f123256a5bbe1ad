/**
 * Returns the text without the characters at its end that match. A regular expression such as `/\/+$/` would take
 * quadratic time for a text with many of them in its middle.
 *
 * @param character pattern of one character
 */
export function trimEnd(text: string, character: RegExp): string {
	let end = text.length;
	while (end > 0 && character.test(text.charAt(end - 1))) end--;
	return text.slice(0, end);
}
