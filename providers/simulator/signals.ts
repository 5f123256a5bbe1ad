import type { HttpRequest } from '../../messaging/http';
import type { Sender, SignalApi } from '../../messaging/provider';

/**
 * Read receipts and typing indicators, which `simulator/deliver.ts` executes in this process. Typing marks the message
 * as read, as on WhatsApp.
 */
export const signals: SignalApi = {
	markAsRead: (from, messageId) => signal('simulator://read', from, messageId),
	typing: (from, messageId) => signal('simulator://typing', from, messageId),
};

function signal(url: string, from: Sender, messageId: string): HttpRequest {
	return { method: 'POST', url, json: { messageId, from: { id: from.id, channel: from.channel } } };
}
