import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Compares two texts in constant time. It compares their hashes, so the time reveals neither where the texts differ nor
 * how long the secret one is.
 */
export function isSameText(given: string, secret: string): boolean {
	return timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text, 'utf8').digest();
}
