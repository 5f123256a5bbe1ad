import { MAX_CONTENT_BYTES } from '../store/contracts/simulator';

/**
 * Bounds the content of one line of a chat, whatever the page or a workflow put into it. The workflow gets everything.
 * Only the chat shows less, and marks a shortened text by "…".
 */

/** The messages of every channel have about ten levels. */
const DEEPEST_LEVEL = 16;
const SHORTENED = '…';
/** Bytes by which the last value may exceed the rest of the limit: a number, or the mark of a shortened text. */
const LAST_VALUE_BYTES = 64;
/** Quotes, colon, comma and brackets of a value and its name. */
const PUNCTUATION_BYTES = 8;

/**
 * Returns a copy that has at most `MAX_CONTENT_BYTES` as JSON. Parts beyond it are left out, and the last text is cut.
 */
export function boundedContent(content: unknown, maxBytes: number = MAX_CONTENT_BYTES): unknown {
	return copy(content, { left: maxBytes - LAST_VALUE_BYTES }, 0);
}

interface Budget {
	left: number;
}

function copy(value: unknown, budget: Budget, level: number): unknown {
	budget.left -= PUNCTUATION_BYTES;
	if (typeof value === 'string') return copyText(value, budget);
	if (typeof value !== 'object' || value === null) {
		budget.left -= String(value).length;
		return typeof value === 'bigint' ? String(value) : value;
	}
	if (level >= DEEPEST_LEVEL) return undefined;
	if (Array.isArray(value)) {
		const items: unknown[] = [];
		for (const item of value) {
			if (budget.left <= 0) break;
			const kept = copy(item, budget, level + 1);
			if (kept !== undefined) items.push(kept);
		}
		return items;
	}
	const parts: Array<[string, unknown]> = [];
	for (const name in value) {
		if (budget.left <= 0) break;
		const bytes = jsonBytes(name);
		if (bytes > budget.left) continue;
		budget.left -= bytes;
		const kept = copy(Reflect.get(value, name), budget, level + 1);
		if (kept !== undefined) parts.push([name, kept]);
	}
	// Unlike an assignment this makes `__proto__` an ordinary name.
	return Object.fromEntries(parts);
}

function copyText(text: string, budget: Budget): string | undefined {
	if (budget.left <= 0) return undefined;
	let kept = text.length > budget.left ? text.slice(0, budget.left) : text;
	let bytes = jsonBytes(kept);
	while (bytes > budget.left && kept.length > 1) {
		kept = kept.slice(0, Math.floor(kept.length / 2));
		bytes = jsonBytes(kept);
	}
	budget.left -= bytes;
	return kept.length === text.length ? text : `${kept}${SHORTENED}`;
}

function jsonBytes(text: string): number {
	return Buffer.byteLength(JSON.stringify(text)) - 2;
}
