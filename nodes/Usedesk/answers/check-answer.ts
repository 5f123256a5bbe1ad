/**
 * Check of Usedesk's answers. Neither the form of its errors nor its HTTP codes are documented, and it also refuses
 * with 200 (docs/facts/usedesk.md#connection). A request succeeded only if the answer says so or has the wanted data.
 */

export interface Answer {
	status: number;
	body: unknown;
}

export type Verdict = { ok: true } | { ok: false; refusal: Refusal };

export interface Refusal {
	kind: 'key' | 'unknown' | 'place' | 'busy' | 'broken' | 'refused';
	/** HTTP status. */
	status: number;
	/** Usedesk's own text, shortened; empty if there is none. */
	words: string;
}

/**
 * The expected content of an accepted answer: a list, an object with this field (or any of these), or a plain
 * "success".
 */
export type Expected = 'list' | 'success' | { field: string } | { anyField: string[] };

const LONGEST_QUOTE = 300;

/** Returns whether Usedesk accepted the request, with the data or the refusal. Never throws. */
export function checkAnswer({ status, body }: Answer, expected: Expected): Verdict {
	const words = wordsOf(body);
	if (status < 200 || status > 299) return refused(kindOf(status, words), status, words);
	if (typeof body === 'string')
		return refused(isPage(body) ? 'place' : kindOf(status, words), status, words);
	if (brings(body, expected)) return { ok: true };
	if (expected === 'success' && saysSuccess(body)) return { ok: true };
	return refused(kindOf(status, words), status, words);
}

/** Returns the entries of a list, which may be a field of an object; `undefined` when there is none. */
export function listIn(body: unknown): unknown[] | undefined {
	if (Array.isArray(body)) return body;
	if (!isObject(body)) return undefined;
	return LIST_NAMES.map((name) => body[name]).find(Array.isArray);
}

const LIST_NAMES = ['tickets', 'clients', 'users', 'groups', 'channels', 'data'];

function refused(kind: Refusal['kind'], status: number, words: string): Verdict {
	return { ok: false, refusal: { kind, status, words } };
}

function brings(body: unknown, expected: Expected): boolean {
	if (expected === 'list') return listIn(body) !== undefined;
	if (expected === 'success') return false;
	const entry: unknown = Array.isArray(body) ? body[0] : body;
	const fields = 'field' in expected ? [expected.field] : expected.anyField;
	return isObject(entry) && fields.some((name) => (entry[name] ?? undefined) !== undefined);
}

function saysSuccess(body: unknown): boolean {
	if (!isObject(body) || body.error || hasContent(body.errors)) return false;
	return [true, 1, 'success', 'ok', 'true'].includes(body.status as string);
}

function kindOf(status: number, words: string): Refusal['kind'] {
	if (status === 401 || status === 403 || SAYS_WRONG_KEY.test(words)) return 'key';
	if (status === 429) return 'busy';
	if (status >= 500) return 'broken';
	if (status === 405 || (status >= 300 && status <= 399)) return 'place';
	if (status === 404 || SAYS_UNKNOWN.test(words)) return words === '' ? 'place' : 'unknown';
	return 'refused';
}

const SAYS_WRONG_KEY =
	/unauthori[sz]ed|unauthenticated|forbidden|access denied|(api[_ ]?)?token|токен|доступ запрещ|не авторизован/i;
const SAYS_UNKNOWN = /not found|does ?n[o']t exist|не найден|не существует/i;

/** Returns the text of `error`, `message` and `errors`, in any shape. */
function wordsOf(body: unknown): string {
	if (typeof body === 'string') return isPage(body) ? '' : shortened(body);
	if (!isObject(body)) return '';
	const said = [body.error, body.message, body.errors].flatMap(textsIn);
	return shortened([...new Set(said)].join('; '));
}

function textsIn(value: unknown): string[] {
	if (typeof value === 'string' && value.trim() !== '') return [value.trim()];
	if (typeof value === 'number') return [String(value)];
	if (Array.isArray(value)) return value.flatMap(textsIn);
	return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

function hasContent(value: unknown): boolean {
	return textsIn(value).length > 0;
}

function isPage(text: string): boolean {
	return /^\s*<(!doctype|html)/i.test(text);
}

function shortened(text: string): string {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
