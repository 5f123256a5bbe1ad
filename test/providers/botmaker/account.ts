import type { Account, Recipient, Sender } from '../../../messaging/provider';
import type { Channel } from '../../../messaging/provider-names';

/** The two ends of a chat with the emulated account. */

export const WHATSAPP_CHANNEL = 'padaria-whatsapp-551140000001';
export const MARTA: Recipient = { id: '+5511988880001', phone: '+5511988880001' };

export function accountAt(baseUrl: string, more: Record<string, string> = {}): Account {
	return { baseUrl, ...more };
}

export function senderAt(
	baseUrl: string,
	more: Record<string, string> = {},
	id = WHATSAPP_CHANNEL,
	channel: Channel = 'whatsapp',
): Sender {
	return { id, channel, account: accountAt(baseUrl, more) };
}
