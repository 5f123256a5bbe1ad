/**
 * Compiling ten thousand keywords takes a while, asking them does not: so compiled settings are kept, by their value.
 */

/** How many compiled settings one process keeps for each rule; the one that was not used for longest goes first. */
export const REMEMBERED_SETTINGS_LIMIT = 32;

/**
 * The same function, with its answers kept by the JSON of the settings. Settings must be plain JSON; the answer must
 * depend on nothing else.
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
