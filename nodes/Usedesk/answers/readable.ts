/**
 * Usedesk's data in the form of this package: camelCase names, ids always as text, no secrets. Usedesk sends the same
 * id as a number or as text, and a comparison in a workflow must not depend on that.
 */

/** Fields with secrets: custom blocks carry the key of their server, requests carry ours. */
const SECRET_NAMES = new Set(['secret', 'secret_key', 'api_token']);

/** Limit of nesting, far above any data of Usedesk. A body of brackets alone must not exhaust the stack. */
const MAX_DEPTH = 40;

/** Converts lists and objects, leaves other values as they are, and drops what is nested too deep. Total. */
export function readable(value: unknown): unknown {
	return readableAt(value, 0);
}

/** Converts as `readable` does, but always returns an object: an empty one for any other value. */
export function readableFields(value: unknown): Record<string, unknown> {
	return fieldsAt(value, 0);
}

function readableAt(value: unknown, depth: number): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (depth >= MAX_DEPTH) return undefined;
	if (Array.isArray(value)) return value.map((entry: unknown) => readableAt(entry, depth + 1));
	return fieldsAt(value, depth);
}

function fieldsAt(value: unknown, depth: number): Record<string, unknown> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => !SECRET_NAMES.has(name))
			.map(([name, content]) => [
				camelCase(name),
				isIdName(name) && typeof content === 'number'
					? String(content)
					: readableAt(content, depth + 1),
			]),
	);
}

/**
 * Returns an id as text, or `undefined` when there is none. Usedesk writes an absent id as null, 0 or an empty text.
 */
export function idOf(value: unknown): string | undefined {
	if (typeof value !== 'number' && typeof value !== 'string') return undefined;
	const id = String(value).trim();
	return id === '' || id === '0' || id === 'null' ? undefined : id;
}

function isIdName(name: string): boolean {
	return name === 'id' || name.endsWith('_id');
}

function camelCase(name: string): string {
	return name.replace(/(?<=[A-Za-z0-9])_+([A-Za-z0-9])/g, (_, letter: string) =>
		letter.toUpperCase(),
	);
}
