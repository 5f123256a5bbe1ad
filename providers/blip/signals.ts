import type { Recipient, SignalApi } from '../../messaging/provider';
import { postMessage, postNotification } from './envelopes';
import { LIME } from './lime';

/**
 * Read receipts and typing indicators (docs/facts/blip.md#notifications and docs/facts/blip.md#content-types). Both are
 * sent to the customer's address, so the item must be the event that is being answered. Without an address Blip refuses
 * them. Blip Chat, Messenger and Telegram show "typing…".
 */
export const signals = {
	/** Reports that the message was read and processed, as Blip expects for every message that an HTTP bot gets. */
	markAsRead: (from, messageId, to?: Recipient) =>
		postNotification(from.account, { id: messageId, to: to?.id ?? '', event: 'consumed' }),

	typing: (from, _messageId, to?: Recipient) =>
		postMessage(from.account, {
			// No id, because the outcome is not needed.
			id: undefined,
			to: to?.id ?? '',
			type: LIME.chatState,
			content: { state: 'composing' },
		}),
} satisfies SignalApi;
