import type { HttpRequest } from '../../messaging/http';
import type { Sender, SignalApi } from '../../messaging/provider';
import { graphUrl } from './graph';

/**
 * Read receipts and typing indicators (docs/facts/whatsapp-cloud.md#read-receipts-and-typing). Marking a message as
 * read also marks the earlier ones of the conversation. Typing marks as read as well, and ends with the answer or after
 * 25 seconds.
 */
export const signals = {
	markAsRead: (from, messageId) => signal(from, messageId, {}),
	typing: (from, messageId) => signal(from, messageId, { typing_indicator: { type: 'text' } }),
} satisfies SignalApi;

function signal(from: Sender, messageId: string, more: object): HttpRequest {
	return {
		method: 'POST',
		url: graphUrl(from.account, `${encodeURIComponent(from.id)}/messages`),
		json: { messaging_product: 'whatsapp', status: 'read', message_id: messageId, ...more },
	};
}
