import { createHash } from 'node:crypto';

/**
 * By what a claim knows its event: providers write phone numbers into their ids (WhatsApp into every one), and a claim
 * outlives the person when somebody is erased.
 */
export function claimKey(eventId: string): string {
	return createHash('sha256').update(eventId).digest('base64url');
}
