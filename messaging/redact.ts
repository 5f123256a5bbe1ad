/**
 * What a provider writes about a failure may repeat what we sent. Before its words go into a `reason`, which people see, log
 * and store, everything that could be a secret or somebody's message is taken out of them: tokens, the query of an
 * address, and quoted sentences. Names of parameters stay, for they are what the reader needs.
 */

const LONGEST_REASON_CHARACTERS = 300;
const LEFT_OUT = '…';

const RULES: ReadonlyArray<readonly [pattern: RegExp, replacement: string]> = [
	// An address keeps host and path; user name, query and fragment go.
	[/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#@]*@/gi, '$1'],
	[/\b([a-z][a-z0-9+.-]*:\/\/[^\s?#"'<>]*)[?#][^\s"'<>]*/gi, `$1?${LEFT_OUT}`],
	[/\bBearer\s+\S+/gi, `Bearer ${LEFT_OUT}`],
	[
		/\b(access_token|input_token|client_secret|appsecret_proof|verify_token|token|secret|pin)(["']?\s*[=:]\s*)["']?[^\s"'&,;]+["']?/gi,
		`$1$2${LEFT_OUT}`,
	],
	// Meta's tokens start with EAA; an application's own is its id, a bar, and its secret.
	[/\bEA[A-Z][A-Za-z0-9]{8,}/g, LEFT_OUT],
	[/\b\d{5,}\|[A-Za-z0-9_-]+/g, LEFT_OUT],
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
	if (points.length > LONGEST_REASON_CHARACTERS) {
		clean = `${points.slice(0, LONGEST_REASON_CHARACTERS).join('')}${LEFT_OUT}`;
	}
	return clean === '' ? undefined : clean;
}
