import { createHash } from 'node:crypto';

/**
 * Returns an id for an event to which the provider gives none. It depends on the content only, so a repeated delivery
 * has the same id, and two events with the same content are one.
 *
 * @param kind prefix for people who read the id
 * @param content has passed nesting.ts; the order of keys does not matter
 */
export function contentId(kind: string, content: unknown): string {
	const hash = createHash('sha256')
		.update(JSON.stringify(sorted(content)))
		.digest('hex');
	return `${kind}:${hash.slice(0, 32)}`;
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	return Object.entries(value)
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([key, part]: [string, unknown]) => [key, sorted(part)]);
}
