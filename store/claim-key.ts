import { createHash } from 'node:crypto';

/**
 * Returns the key under which a claim is stored: a hash of the event's id. Providers write phone numbers into their ids
 * (WhatsApp into every one), and a claim outlives the erasure of a contact.
 */
export function claimKey(eventId: string): string {
	return createHash('sha256').update(eventId).digest('base64url');
}
