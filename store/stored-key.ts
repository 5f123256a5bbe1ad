import { createHash } from 'node:crypto';

/**
 * PostgreSQL refuses an index entry over about 2,700 bytes (https://www.postgresql.org/docs/current/btree.html). Two
 * keys of this length and a short column fit into one entry.
 */
export const MAX_KEY_BYTES = 1_200;

/** Beginning of a key that replaces a text. */
export const HASHED = 'sha256:';

/** Text that no database returns unchanged: NUL, and halves of surrogate pairs. */
const NOT_STORABLE = /[\0\p{Surrogate}]/gu;

/**
 * Returns the form in which a text of any length is stored in an indexed column. Ordinary texts stay as they are; a
 * long one is replaced by its hash. Every id that comes from outside passes here on its way into and out of an index.
 * So an odd id does not affect the other events of its batch.
 */
export function storedKey(text: string): string {
	const storable = text.replace(NOT_STORABLE, '\uFFFD');
	// A text that has the form of a hash must not equal the long text with this hash.
	const isOrdinary = Buffer.byteLength(storable) <= MAX_KEY_BYTES && !storable.startsWith(HASHED);
	return isOrdinary ? storable : `${HASHED}${createHash('sha256').update(storable).digest('hex')}`;
}

/** Returns whether a stored key replaces a text that cannot be read back. */
export function isHashed(key: string): boolean {
	return key.startsWith(HASHED);
}

/** Returns `storedKey` of a text, or `null` where there is none. */
export function storedKeyOrNull(text: string | undefined): string | null {
	return text === undefined ? null : storedKey(text);
}
