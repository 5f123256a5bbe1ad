import { toCustomer, toEventContact } from './contact-views';
import { afterDecision, conversationAt } from './conversation-facts';
import { findContact, findConversation, locate, save } from './located';
import type { ContactRow, ConversationRow } from './schema';
import type { Conversations, StoredConversation } from './contracts/conversations';
import { meet } from './told-facts';
import type { Transactions } from './transactions';

/** What a workflow asks and decides about conversations. */
export function conversationsOf(transactions: Transactions): Conversations {
	return {
		get: (ends, now) =>
			transactions.read(async (transaction) => {
				const contact = await findContact(transaction, ends);
				const row = contact && (await findConversation(transaction, ends, contact.id));
				return row && view(contact, row, now);
			}),

		setHandler: (ends, change, now) =>
			transactions.write(async (transaction) => {
				const at = now.toISOString();
				const located = await locate(transaction, ends, at);
				located.contact = meet(located.contact, ends.contact, at);
				located.conversation = afterDecision(located.conversation, change, now);
				await save(transaction, located);
				return view(located.contact, located.conversation, now);
			}),

		rememberChoices: (ends, choices, now) =>
			transactions.write(async (transaction) => {
				const at = now.toISOString();
				const located = await locate(transaction, ends, at);
				located.contact = meet(located.contact, ends.contact, at);
				located.conversation = {
					...located.conversation,
					choices: choices.length > 0 ? JSON.stringify(choices) : null,
					choices_at: at,
				};
				await save(transaction, located);
			}),
	};
}

function view(contact: ContactRow, row: ConversationRow, now: Date): StoredConversation {
	return {
		...conversationAt(row, now.toISOString()),
		contact: toEventContact(contact, row.address),
		customer: toCustomer(contact),
		...(row.last_inbound_at !== null && { lastInboundAt: row.last_inbound_at }),
		...(row.last_outbound_at !== null && { lastOutboundAt: row.last_outbound_at }),
	};
}
