/**
 * Bounds the work that one delivery can cause. A body of 3 MB holds a million empty entries, and to read each of them
 * would stop the process for seconds. So every parser cuts the body here before it reads anything entry by entry.
 */

/**
 * Items of all lists in one delivery: entries, changes, messages, receipts, and the lists inside of them. The largest
 * documented delivery has 2,000 reports (Infobip) or 1,000 updates in up to 1,000 changes (Meta).
 */
export const MAX_LIST_ITEMS = 10_000;
/** Items and fields together. The largest documented delivery has about 100,000. */
export const MAX_VALUES = 200_000;
/** Fields of one object. Objects of providers have about 100, chat variables of a customer included. */
export const MAX_FIELDS = 1_000;
/** Deepest level of the walk. Deeper values are dropped entry by entry, see nesting.ts. */
const MAX_LEVELS = 60;

export interface BoundedEntries {
	/** The value itself when it is within the bounds, otherwise a copy without what exceeds them. */
	value: unknown;
	/** Number of list items and fields that were cut off, without what was inside of them. */
	dropped: number;
}

/**
 * Cuts a JSON value to the bounds. It keeps the first entries. Total, and the time grows with the bounds, not with the
 * value.
 */
export function boundEntries(value: unknown): BoundedEntries {
	const bounds = new Bounds();
	const bounded = bounds.cut(value, 0);
	return { value: bounds.dropped === 0 ? value : bounded, dropped: bounds.dropped };
}

class Bounds {
	dropped = 0;
	#items = MAX_LIST_ITEMS;
	#values = MAX_VALUES;

	cut(value: unknown, level: number): unknown {
		if (typeof value !== 'object' || value === null || level === MAX_LEVELS) return value;
		return Array.isArray(value) ? this.#cutList(value, level) : this.#cutFields(value, level);
	}

	#cutList(list: readonly unknown[], level: number): unknown[] {
		const kept: unknown[] = [];
		for (const item of list) {
			if (this.#items === 0 || this.#values === 0) break;
			this.#items--;
			this.#values--;
			kept.push(this.cut(item, level + 1));
		}
		this.dropped += list.length - kept.length;
		return kept;
	}

	#cutFields(record: object, level: number): object {
		const names = Object.keys(record);
		const kept: Array<[string, unknown]> = [];
		for (const name of names) {
			if (kept.length === MAX_FIELDS || this.#values === 0) break;
			this.#values--;
			kept.push([name, this.cut((record as Record<string, unknown>)[name], level + 1)]);
		}
		this.dropped += names.length - kept.length;
		return Object.fromEntries(kept);
	}
}
