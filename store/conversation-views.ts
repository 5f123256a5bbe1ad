import { toCustomer, toEventContact } from './contact-views';
import type { StoredConversation } from './contracts/conversations';
import { conversationAt, readRecent } from './conversation-facts';
import type { MessagingEvent } from '../messaging/event';
import { onlyKnown } from '../messaging/reading/only-known';
import type { ContactRow, ConversationRow } from './schema';
import type { Transaction } from './transactions';

/** Returns a conversation with its customer, as it is at this moment. */
export function toStoredConversation(
	contact: ContactRow,
	row: ConversationRow,
	now: Date,
): StoredConversation {
	return {
		...conversationAt(row, now.toISOString()),
		contact: toEventContact(contact, row.address),
		customer: toCustomer(contact),
		...(row.last_inbound_at !== null && { lastInboundAt: row.last_inbound_at }),
		...(row.last_outbound_at !== null && { lastOutboundAt: row.last_outbound_at }),
		recentTexts: {
			inbound: readRecent(row.recent_inbound),
			outbound: readRecent(row.recent_outbound),
		},
	};
}

/**
 * Returns an event that has waited for its start, with the handler and the bot's memory of now: an execution before it
 * may have changed them.
 */
export async function withPresentConversation(
	transaction: Transaction,
	event: MessagingEvent,
): Promise<MessagingEvent> {
	const { conversation } = event;
	if (conversation === undefined) return event;
	const row = await transaction
		.selectFrom('conversations')
		.selectAll()
		.where('id', '=', conversation.key)
		.executeTakeFirst();
	if (row === undefined) return event;
	const { isFirstMessage, update, updateMinutes, silentSince, isUnanswered } = conversation;
	const ofEvent = { update, updateMinutes, silentSince, isUnanswered };
	const present = conversationAt(row, event.timestamp);
	return { ...event, conversation: { ...present, ...onlyKnown(ofEvent), isFirstMessage } };
}
