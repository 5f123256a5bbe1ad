import type { Recipient, SignalApi } from '../../messaging/provider';
import { postMessage, postNotification } from './envelopes';
import { LIME } from './lime';

/**
 * Signs of a bot (docs/facts/blip.md#notifications and docs/facts/blip.md#content-types). Both go to the customer's
 * address, so the item must be the event that is being answered; without an address Blip refuses them. "typing…" is
 * shown by Blip Chat, Messenger and Telegram.
 */
export const signals = {
	/** The message was read and dealt with; Blip expects this for every message that an HTTP bot gets. */
	markAsRead: (from, messageId, to?: Recipient) =>
		postNotification(from.account, { id: messageId, to: to?.id ?? '', event: 'consumed' }),

	typing: (from, _messageId, to?: Recipient) =>
		postMessage(from.account, {
			// Without an id on purpose: its outcome is not needed.
			id: undefined,
			to: to?.id ?? '',
			type: LIME.chatState,
			content: { state: 'composing' },
		}),
} satisfies SignalApi;
