/**
 * JSON may be nested so deep that whoever walks through it, or writes it again, runs out of stack. The
 * events of providers have about ten levels, so whatever goes far beyond that is left out before anything looks at it.
 */

const DEEPEST_LEVELS = 40;

/**
 * The item itself when it is of sane depth; otherwise a copy without the parts that are not, or `undefined` when there is
 * nothing but depth. So a message that hides an abyss keeps its id and its sender.
 */
export function withoutAbysses(item: unknown): unknown {
	if (!isDeeperThan(item, DEEPEST_LEVELS)) return item;
	if (Array.isArray(item) || typeof item !== 'object' || item === null) return undefined;
	return Object.fromEntries(
		Object.entries(item).filter(([, part]) => !isDeeperThan(part, DEEPEST_LEVELS)),
	);
}

function isDeeperThan(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return levels === 0 || Object.values(value).some((part) => isDeeperThan(part, levels - 1));
}
