import type { Recipient, Sender } from '../../messaging/provider';

/**
 * How a chat is addressed: by channel and contact, or by its own id (docs/facts/botmaker.md#chats-and-platforms). On
 * WhatsApp a plus in the contact would open another, empty chat. On other channels an id of digits alone may have been
 * taken for a phone number on its way here; the plus that it got is taken off again.
 */
export type ChatReference = { chatId: string } | { channelId: string; contactId: string };

/** Botmaker's own id of a chat: 20 upper-case letters and digits. */
const CHAT_ID = /^(?=.*[A-Z])[A-Z0-9]{20}$/;

export function chatReference(to: Recipient, from: Sender): ChatReference {
	if (CHAT_ID.test(to.id)) return { chatId: to.id };
	return { channelId: from.id, contactId: contactId(to.id) };
}

/** The same in one word, for the path of an address; already safe there. */
export function chatPath(to: Recipient, from: Sender): string {
	const chat = chatReference(to, from);
	return encodeURIComponent('chatId' in chat ? chat.chatId : `${chat.channelId}:${chat.contactId}`);
}

function contactId(id: string): string {
	const digits = id.replace(/[\s().+-]/g, '');
	return /^\d{6,20}$/.test(digits) ? digits : id;
}
