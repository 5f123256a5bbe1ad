import { toCustomer, toEventContact } from './contact-views';
import type { StoredConversation } from './contracts/conversations';
import { conversationAt, readRecent } from './conversation-facts';
import type { ContactRow, ConversationRow } from './schema';

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
