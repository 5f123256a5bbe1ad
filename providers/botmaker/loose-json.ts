import { z } from 'zod';

/** Readers for JSON from outside. An unreadable value counts as missing, and does not affect the others. */

export type Loose = Readonly<Record<string, unknown>>;

const looseRecord = z.record(z.unknown());

/** Returns an object with fields of any type; an empty one for any other value. */
export function recordOf(value: unknown): Loose {
	const read = looseRecord.safeParse(value);
	return read.success ? read.data : {};
}

export function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? (value as unknown[]) : [];
}

/**
 * Returns the first of these fields that has a text which is not empty. A whole number counts as text, because ids are
 * written either way. One that is too large to be exact does not, because it would be another id.
 */
export function textOf(item: Loose, ...names: readonly string[]): string | undefined {
	for (const name of names) {
		const value = item[name];
		if (typeof value === 'string' && value.trim() !== '') return value;
		if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
	}
	return undefined;
}
