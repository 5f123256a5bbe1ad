import type { Capabilities, Support } from './capabilities';
import { OUTBOUND_TYPES, type OutboundType } from './outbound-message';

/** Builds the entries with which providers declare how a channel carries a message type. */

/** Sent as it is. */
export const NATIVE: Support = { support: 'native' };

/** @param how the form of the message, in the user's words */
export function sentAs(as: OutboundType, how: string): Support {
	return { support: 'degraded', as, how };
}

export function refused(why: string, remedy: string): Support {
	return { support: 'refused', why, remedy };
}

/** Returns the capabilities of a channel on which the provider sends nothing. */
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
