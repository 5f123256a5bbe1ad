import { createHash } from 'node:crypto';

/**
 * An id for events to which a provider gives none. It follows from the content alone, so that a repeated delivery has the
 * same id whatever comes beside it, and two events that say the same are one.
 *
 * @param kind what stands in front, for people who read the id
 * @param content of sane depth (see nesting.ts); the order of keys does not matter
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
