/**
 * Removes secrets, addresses of customers and message texts from a provider's explanation of a failure. The explanation
 * becomes a `reason`, which is shown, logged and stored. Names of fields and codes stay, because the reader needs them.
 * A part of the text may be untrusted, so only its start is read and every rule is linear.
 */

/** Part of an explanation that is read, in UTF-16 units. Sentences of providers are shorter. */
const MAX_READ_LENGTH = 2_000;
const MAX_REASON_CHARACTERS = 300;
/** Runs of letters, digits and signs that are no words of a language. */
const MIN_SECRET_LENGTH = 40;
const LEFT_OUT = '…';

type Rule = readonly [pattern: RegExp, replacement: string | ((...match: string[]) => string)];

const ADDRESSES: readonly Rule[] = [
	// A URL keeps its host and path, and loses user name, query and fragment.
	[/\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#@]{0,200}@/gi, '$1'],
	[/\b([a-z][a-z0-9+.-]{0,20}:\/\/[^\s?#"'<>]{0,500})[?#][^\s"'<>]*/gi, `$1?${LEFT_OUT}`],
	// E-mail addresses, and customers as Blip writes them: `5511988880001@wa.gw.msging.net/desk`.
	[
		/(?<![^\s"'<>@,;()])[^\s"'<>@,;()]{1,200}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?:\/[^\s"'<>]*)?/gi,
		LEFT_OUT,
	],
];

const SECRETS: readonly Rule[] = [
	[/\b(authorization["']? ?[=:] ?["']?)(?:\w{1,20} )?[^\s"',;]+/gi, `$1${LEFT_OUT}`],
	[/\bBearer \S+/gi, `Bearer ${LEFT_OUT}`],
	// A key holds a digit, a sign, or capitals inside; "App is" and "Key Performance" do not.
	[
		/\b(app|App|APP|basic|Basic|BASIC|IBSSO|key|Key|token|Token) (?=\S{0,200}(?:[\d=+_]|[a-z][A-Z]))[\w.~+/=|:-]{3,}/g,
		`$1 ${LEFT_OUT}`,
	],
	[
		/\b((?:access|refresh|input|verify)?[-_]?token|(?:client|app)?[-_]?secret(?:[-_]?id)?|appsecret_proof|(?:x[-_])?api[-_]?key|password|pin|otp)(["']? ?[=:] ?)["']?[^\s"'&,;]+["']?/gi,
		`$1$2${LEFT_OUT}`,
	],
	// JSON Web Tokens; Meta's tokens; an id with its secret, as Meta and Telegram join them; any long run.
	[/\beyJ[\w-]+(?:\.[\w-]*){0,2}/g, LEFT_OUT],
	[/\bEA[A-Z][A-Za-z0-9]{8,}/g, LEFT_OUT],
	[/\b\d{5,}[|:][\w-]{8,}/g, LEFT_OUT],
	[/[\w+/=-]+/g, (run) => (run.length < MIN_SECRET_LENGTH ? run : LEFT_OUT)],
];

const PHONE_NUMBERS: readonly Rule[] = [
	[/\+\d[\d ().-]{5,20}\d/g, LEFT_OUT],
	[/(?<!\d)(?:\d{2,4}[ .-]?)?\(?\d{2,3}\)?[ .-]?\d{4,5}[ .-]\d{4}(?!\d)/g, LEFT_OUT],
	[/(?<!\d)\d{10,}/g, LEFT_OUT],
];

const MESSAGE_TEXTS: readonly Rule[] = [
	[/("(?:text|body|caption)" ?: ?")[^"]*(?:"|$)/gi, `$1${LEFT_OUT}"`],
	// A quotation is content, unless it is the name of a field. One without an end may have been cut.
	[/"([^"]*)(?:"|$)/g, (quotation, content) => (isName(content) ? quotation : `"${LEFT_OUT}"`)],
	[/“([^“”]*)(?:”|$)/g, (quotation, content) => (isName(content) ? quotation : `“${LEFT_OUT}”`)],
	[/«([^«»]*)(?:»|$)/g, (quotation, content) => (isName(content) ? quotation : `«${LEFT_OUT}»`)],
	[
		/(?<=^|[\s(:=[])'((?:[^']|'(?=\p{L}))*)(?:'|$)/gu,
		(quotation, content) => (isName(content) ? quotation : `'${LEFT_OUT}'`),
	],
	// `text=olá` and `Text: Olá Marta`; but `body: must not be blank` and `content.text: …` name a field.
	[
		/(?<![.\w\]])(text|Text|body|Body|caption|Caption)( ?= ?|: (?![a-z]))(?=[^\s"'“«…]).+/g,
		`$1$2${LEFT_OUT}`,
	],
];

const RULES: readonly Rule[] = [...ADDRESSES, ...SECRETS, ...PHONE_NUMBERS, ...MESSAGE_TEXTS];

/** Returns the explanation in a form that may be shown; `undefined` when nothing is left of it. */
export function redact(words: string | undefined): string | undefined {
	if (words === undefined) return undefined;
	let clean = readableStart(words);
	for (const [pattern, replacement] of RULES) {
		clean =
			typeof replacement === 'string'
				? clean.replace(pattern, replacement)
				: clean.replace(pattern, replacement);
	}
	const characters = [...clean];
	if (characters.length > MAX_REASON_CHARACTERS) {
		clean = `${characters.slice(0, MAX_REASON_CHARACTERS).join('')}${LEFT_OUT}`;
	}
	return clean === '' ? undefined : clean;
}

/** Returns the part that is read, in one line. A word at its end that may have been cut is left out. */
function readableStart(words: string): string {
	const start = words.slice(0, MAX_READ_LENGTH).replace(/[\p{Cc}\s]+/gu, ' ');
	const lastSpace = start.lastIndexOf(' ');
	const isCut = words.length > MAX_READ_LENGTH && lastSpace > 0;
	return (isCut ? start.slice(0, lastSpace) : start).trim();
}

/** Returns whether a quotation may be the name of a field, a type or a format. "Marta" and "4821" are not. */
function isName(quotation: string): boolean {
	if (/^\d{0,3}$/.test(quotation)) return true;
	return /^[a-z_$][\w.$[\]:/-]{0,31}$/i.test(quotation) && !/^[A-Z][a-z]+$/.test(quotation);
}
