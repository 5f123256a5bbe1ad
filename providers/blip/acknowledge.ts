import type { HttpRequest } from '../../messaging/http';
import type { Account } from '../../messaging/provider';

import { postMessage, postNotification } from './envelopes';
import { LIME } from './lime';

/**
 * Signs of a bot (facts/blip.md 2.3 and 3.1). Both go to the customer's address, which is why they are no `signals` of the
 * adapter: those know the id of a message only.
 */

/** The message was read and dealt with. Pure. */
export function consumed(account: Account, messageId: string, customer: string): HttpRequest {
	return postNotification(account, { id: messageId, to: customer, event: 'consumed' });
}

/** "typing…"; shown by Blip Chat, Messenger and Telegram, not by WhatsApp. Pure. */
export function composing(account: Account, customer: string): HttpRequest {
	return postMessage(account, {
		// Without an id on purpose: nobody wants to know what became of it.
		id: undefined,
		to: customer,
		type: LIME.chatState,
		content: { state: 'composing' },
	});
}
