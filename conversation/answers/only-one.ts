/** Returns the value that all readings share; `undefined` where they differ, or one could not be read. */
export function onlyOne<Value extends string>(
	readings: ReadonlyArray<Value | undefined>,
): Value | undefined {
	const [first, ...others] = new Set(readings);
	return others.length === 0 ? first : undefined;
}
