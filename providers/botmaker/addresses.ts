import { readIdAddress } from '../../messaging/address-reading';
import type { AddressReading } from '../../messaging/provider';
import type { Channel } from '../../messaging/provider-names';
import { readWhatsAppAddress } from '../whatsapp-format/addresses';

/** Addresses of customers (docs/facts/botmaker.md#chats-and-platforms). */

/** Botmaker's own id of a chat: 20 upper-case letters and digits. */
const CHAT_ID = /^(?=.*[A-Z])[A-Z0-9]{20}$/;

export function isChatId(text: string): boolean {
	return CHAT_ID.test(text);
}

/**
 * Returns the contact of a chat. On WhatsApp a plus would open another, empty chat. On other channels an id of digits
 * has none.
 */
export function contactId(id: string): string {
	const digits = id.replace(/[\s().+-]/g, '');
	return /^\d{6,20}$/.test(digits) ? digits : id;
}

export function readAddress(
	typed: string,
	channel: Channel,
	home: string | undefined,
): AddressReading {
	if (isChatId(typed.trim())) return readIdAddress(typed);
	return channel === 'whatsapp'
		? readWhatsAppAddress(typed, home)
		: readIdAddress(contactId(typed.trim()));
}
