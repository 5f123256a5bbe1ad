import { z } from 'zod';

/** Readers for JSON from outside. An unreadable value counts as missing, and does not affect the others. */

/** A text; any other value counts as missing. */
export const text = z.string().optional().catch(undefined);

/** An id, mostly written as text. A number too large to be exact would be another id, so it counts as missing. */
export const idText = z
	.union([z.string().min(1), z.number().int().safe().transform(String)])
	.optional()
	.catch(undefined);

export const list = z.array(z.unknown()).catch([]);
export const record = z.record(z.unknown());

/** An object with fields of any type. */
export const looseRecord = record.optional().catch(undefined);
