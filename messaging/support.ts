import type { Capabilities, Support } from './capabilities';
import { OUTBOUND_TYPES, type OutboundType } from './outbound-message';

/** The words in which providers say what becomes of a type of message on a channel. */

/** Sent as it is. */
export const NATIVE: Support = { support: 'native' };

/** @param how what became of the message, in the user's words */
export function sentAs(as: OutboundType, how: string): Support {
	return { support: 'degraded', as, how };
}

export function refused(why: string, remedy: string): Support {
	return { support: 'refused', why, remedy };
}

/** A channel on which nothing can be sent through a provider. */
export function notCarried(
	why: string,
	remedy = 'Choose a provider that carries this channel.',
): Capabilities {
	const answer = refused(why, remedy);
	const messages = Object.fromEntries(OUTBOUND_TYPES.map((type) => [type, answer]));
	return {
		messages: messages as Record<OutboundType, Support>,
		limits: {},
		idempotentSend: false,
		markAsRead: false,
		typingIndicator: false,
	};
}
