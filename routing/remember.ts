/**
 * Cache of compiled settings by their value. Compiling ten thousand keywords takes long, deciding by them does not.
 */

/** Size of the cache for each mode. The least recently used settings leave it first. */
export const REMEMBERED_SETTINGS_LIMIT = 32;

/**
 * Returns the same function with a cache by the JSON of the settings. The settings must be plain JSON, and the result
 * must depend on nothing else.
 */
export function remember<Settings, Compiled>(
	compile: (settings: Settings) => Compiled,
	limit: number = REMEMBERED_SETTINGS_LIMIT,
): (settings: Settings) => Compiled {
	const known = new Map<string, Compiled>();
	return (settings) => {
		const key = JSON.stringify(settings);
		const compiled = known.get(key) ?? compile(settings);
		// Deleting and setting again moves the entry to the end, so that the first key is the least recently used.
		known.delete(key);
		known.set(key, compiled);
		const oldest = known.keys().next();
		if (known.size > limit && !oldest.done) known.delete(oldest.value);
		return compiled;
	};
}
