/**
 * What Botmaker writes about a failure may repeat what we sent. Before its words are shown, logged or stored, everything
 * that could be a secret or somebody's message is taken out: tokens, the query of an address, and quoted sentences.
 */

const LONGEST_CHARACTERS = 300;
const LEFT_OUT = '…';

const RULES: ReadonlyArray<readonly [pattern: RegExp, replacement: string]> = [
	[/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#@]*@/gi, '$1'],
	[/\b([a-z][a-z0-9+.-]*:\/\/[^\s?#"'<>]*)[?#][^\s"'<>]*/gi, `$1?${LEFT_OUT}`],
	// Botmaker's tokens are JWTs: three parts in base64url, of which the first two start with an encoded brace.
	[/\beyJ[\w-]+(\.[\w-]*){0,2}/g, LEFT_OUT],
	[
		/\b(access[-_]?token|refresh[-_]?token|secret[-_]?id|token|secret|password)(["']?\s*[=:]\s*)["']?[^\s"'&,;]+["']?/gi,
		`$1$2${LEFT_OUT}`,
	],
	[/[A-Za-z0-9_+/=-]{40,}/g, LEFT_OUT],
	// A quotation with a space in it, or a long one, is content; a short single word is the name of a field.
	[/"(?=[^"]*\s|[^"]{33})[^"]*"/g, `"${LEFT_OUT}"`],
	[/“(?=[^”]*\s|[^”]{33})[^”]*”/g, `“${LEFT_OUT}”`],
	[/(^|[\s(:=[])'(?=[^']*\s|[^']{33})[^']*'(?=$|[\s).,;:\]])/g, `$1'${LEFT_OUT}'`],
];

/** The words of a failure as they may be shown; `undefined` when nothing is left of them. */
export function redact(words: string | undefined): string | undefined {
	if (words === undefined) return undefined;
	let clean = words.replace(/[\p{Cc}\s]+/gu, ' ').trim();
	for (const [pattern, replacement] of RULES) clean = clean.replace(pattern, replacement);
	const points = [...clean];
	if (points.length > LONGEST_CHARACTERS) {
		clean = `${points.slice(0, LONGEST_CHARACTERS).join('')}${LEFT_OUT}`;
	}
	return clean === '' ? undefined : clean;
}

/** How an address is shown to people: without user name, query and fragment. */
export function shownAddress(url: string): string {
	if (!URL.canParse(url)) return 'an address that cannot be read';
	const { origin, pathname } = new URL(url);
	return `${origin}${pathname}`;
}
