import { z } from 'zod';

/** Readers for what comes from outside: what cannot be read counts as missing, and costs nothing but itself. */

export type Loose = Readonly<Record<string, unknown>>;

const looseRecord = z.record(z.unknown());

/** An object of whatever is in it; empty when it is none. */
export function recordOf(value: unknown): Loose {
	const read = looseRecord.safeParse(value);
	return read.success ? read.data : {};
}

export function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? (value as unknown[]) : [];
}

/**
 * The first of these fields that holds a text with something in it. A whole number counts as text, because ids are
 * written either way; one too large to be exact would be another id, so it does not.
 */
export function textOf(item: Loose, ...names: readonly string[]): string | undefined {
	for (const name of names) {
		const value = item[name];
		if (typeof value === 'string' && value.trim() !== '') return value;
		if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
	}
	return undefined;
}
