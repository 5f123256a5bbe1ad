/**
 * Returns a copy of some JSON in which one place holds something else. Places are counted through the whole tree, so any
 * number names one. The root is one of them.
 */
export function mutated(json: unknown, where: number, replacement: unknown): unknown {
	const target = where % countOf(json);
	let place = 0;
	const walk = (value: unknown): unknown => {
		if (place++ === target) return replacement;
		if (Array.isArray(value)) return value.map(walk);
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(
			Object.entries(value).map(([key, part]: [string, unknown]) => [key, walk(part)]),
		);
	};
	return walk(json);
}

/** Counts the places of some JSON, the root among them. */
export function countOf(json: unknown): number {
	if (typeof json !== 'object' || json === null) return 1;
	return Object.values(json).reduce<number>((sum, part) => sum + countOf(part), 1);
}
