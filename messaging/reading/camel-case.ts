/**
 * Converts the keys of Meta's `snake_case` to `camelCase`, which our events have. Values stay unchanged, but `null` is
 * left out. The input has passed nesting.ts.
 */
export function camelKeys(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(camelKeys);
	if (typeof value !== 'object' || value === null) return value;
	return camelRecord(value);
}

/** Does the same as `camelKeys` for a value that is known to be an object. */
export function camelRecord(value: object): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, part]) => part !== null)
			.map(([key, part]: [string, unknown]) => [camelCase(key), camelKeys(part)]),
	);
}

export function camelCase(key: string): string {
	return key.replace(/(?<=[A-Za-z0-9])_+([A-Za-z0-9])/g, (_match, letter: string) =>
		letter.toUpperCase(),
	);
}
