/**
 * Body of a request from Usedesk: JSON when "JSON request" is on in the API channel, otherwise a form in the notation
 * of PHP, `ticket[id]=128` (docs/facts/usedesk.md#webhooks).
 */

/** Custom fields of a chat's ticket are 5 levels deep; anything deeper is not a ticket. */
const MAX_DEPTH = 8;
const NAME = /^([^[\]]+)((?:\[[^[\]]*\])*)$/;

/** Reads JSON or a form, and returns `undefined` for any other body. Total. */
export function readBody(rawBody: Buffer, contentType: string): unknown {
	const text = rawBody.toString('utf8').trim();
	if (text === '') return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return /\bx-www-form-urlencoded\b/i.test(contentType) ? readForm(text) : undefined;
	}
}

/** Reads a form. Drops names that cannot be read; values are text. Total. */
export function readForm(text: string): Record<string, unknown> {
	const root: Branch = new Map();
	for (const [name, value] of new URLSearchParams(text)) {
		const [, first, rest = ''] = NAME.exec(name) ?? [];
		const path = rest === '' ? [] : rest.slice(1, -1).split('][');
		if (first === undefined || path.length >= MAX_DEPTH) continue;
		put(root, [first, ...path], value);
	}
	return asObject(root);
}

type Branch = Map<string, string | Branch>;

function put(branch: Branch, [name = '', ...rest]: string[], value: string): void {
	const key = name === '' ? String(branch.size) : name;
	if (rest.length === 0) {
		branch.set(key, value);
		return;
	}
	const next = branch.get(key);
	const inner: Branch = next instanceof Map ? next : new Map();
	branch.set(key, inner);
	put(inner, rest, value);
}

/**
 * Builds the object with `Object.fromEntries`, which defines fields and never sets any, so no name reaches a prototype.
 */
function asObject(branch: Branch): Record<string, unknown> {
	return Object.fromEntries([...branch].map(([name, value]) => [name, asValue(value)]));
}

function asValue(value: string | Branch): unknown {
	if (typeof value === 'string') return value;
	const isList = [...value.keys()].every((name, position) => name === String(position));
	return isList ? [...value.values()].map(asValue) : asObject(value);
}
