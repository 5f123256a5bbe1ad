/**
 * Drops deep nesting. JSON may be nested so deep that walking through it, or writing it again, exhausts the stack.
 * Events of providers have about ten levels. Much deeper values are dropped before any other code reads them.
 */

const MAX_LEVELS = 40;

/**
 * Drops the fields of an item that are nested too deep; a message with one over-deep field keeps its id and sender.
 * Returns the item itself when all of it is within the limit, and `undefined` when nothing is left.
 */
export function dropDeepNesting(item: unknown): unknown {
	if (!isDeeperThan(item, MAX_LEVELS)) return item;
	if (Array.isArray(item) || typeof item !== 'object' || item === null) return undefined;
	return Object.fromEntries(
		Object.entries(item).filter(([, part]) => !isDeeperThan(part, MAX_LEVELS)),
	);
}

function isDeeperThan(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return levels === 0 || Object.values(value).some((part) => isDeeperThan(part, levels - 1));
}
