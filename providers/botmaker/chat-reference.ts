import type { Recipient, Sender } from '../../messaging/provider';
import { contactId, isChatId } from './addresses';

/**
 * Builds the reference of a chat: its channel and contact, or its own id (docs/facts/botmaker.md#chats-and-platforms).
 */
export type ChatReference = { chatId: string } | { channelId: string; contactId: string };

export function chatReference(to: Recipient, from: Sender): ChatReference {
	if (isChatId(to.id)) return { chatId: to.id };
	return { channelId: from.id, contactId: contactId(to.id) };
}

/** Returns the reference as one path segment, already encoded. */
export function chatPath(to: Recipient, from: Sender): string {
	const chat = chatReference(to, from);
	return encodeURIComponent('chatId' in chat ? chat.chatId : `${chat.channelId}:${chat.contactId}`);
}
