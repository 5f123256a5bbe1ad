import { z } from 'zod';

/** Readers for what comes from outside: what cannot be read counts as missing, and costs nothing but itself. */

/** A text, or nothing when it is missing or something else. */
export const text = z.string().optional().catch(undefined);

/** An id, mostly written as text. A number too large to be exact would be another id, so it is none. */
export const idText = z
	.union([z.string().min(1), z.number().int().safe().transform(String)])
	.optional()
	.catch(undefined);

export const list = z.array(z.unknown()).catch([]);
export const record = z.record(z.unknown());

/** An object, of whatever is in it. */
export const looseRecord = record.optional().catch(undefined);
