import type { HttpRequest } from '../../messaging/http';
import type { Recipient, Sender, SignalApi } from '../../messaging/provider';
import { apiUrl } from './api';
import { plainAddress } from './build-parts';

/**
 * Read receipts and typing indicators on WhatsApp (docs/facts/infobip.md#media-read-receipts-and-typing). The typing
 * indicator names the customer and not the message. Without a customer Infobip refuses it and names the empty field.
 */
export const signals = {
	markAsRead(from: Sender, messageId: string): HttpRequest {
		const sender = encodeURIComponent(plainAddress(from.id));
		const path = `/whatsapp/1/senders/${sender}/message/${encodeURIComponent(messageId)}/read`;
		return { method: 'POST', url: apiUrl(from.account, path) };
	},
	typing(from: Sender, _messageId: string, to?: Recipient): HttpRequest {
		return {
			method: 'POST',
			url: apiUrl(from.account, '/whatsapp/1/events'),
			json: {
				events: [
					{
						sender: plainAddress(from.id),
						destinations: [{ to: plainAddress(to?.id ?? '') }],
						content: { type: 'TYPING_INDICATOR' },
					},
				],
			},
		};
	},
} satisfies SignalApi;
