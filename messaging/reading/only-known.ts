/** Returns the object without its empty keys, so that an event shows only what is known. */
export function onlyKnown<T extends object>(
	value: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
	return Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined)) as {
		[K in keyof T]?: Exclude<T[K], undefined>;
	};
}
