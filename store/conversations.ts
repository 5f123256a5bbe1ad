import type { Provider } from '../messaging/provider-names';
import { toCustomer, toEventContact } from './contact-views';
import { afterDecision, conversationAt, readRecent } from './conversation-facts';
import {
	findContact,
	findConversation,
	findOrCreatePerson,
	savePerson,
} from './person-and-conversation';
import type { ContactRow, ConversationRow } from './schema';
import type { Conversations, StoredConversation } from './contracts/conversations';
import { applyContact } from './contact-facts';
import { isHashed } from './stored-key';
import type { Transaction, Transactions } from './transactions';

/** Reads and changes conversations for workflows. */
export function conversationsOf(transactions: Transactions): Conversations {
	return {
		get: (parties, now) =>
			transactions.read(async (transaction) => {
				const contact = await findContact(transaction, parties);
				const row = contact && (await findConversation(transaction, parties, contact.id));
				return row && view(contact, row, now);
			}),

		lastBusiness: (customer) =>
			transactions.read(async (transaction) => {
				const contact = await findContact(transaction, { ...customer, businessId: '' });
				const row = contact && (await lastInbound(transaction, customer.provider, contact.id));
				return row && toBusiness(row);
			}),

		setHandler: (parties, change, now) =>
			transactions.write(async (transaction) => {
				const at = now.toISOString();
				const found = await findOrCreatePerson(transaction, parties, at);
				found.contact = applyContact(found.contact, parties.contact, at);
				found.conversation = afterDecision(found.conversation, change, now);
				await savePerson(transaction, found);
				return view(found.contact, found.conversation, now);
			}),
	};
}

function toBusiness({
	business_id: businessId,
	last_inbound_at: at,
}: Pick<ConversationRow, 'business_id' | 'last_inbound_at'>) {
	return at === null || isHashed(businessId) ? undefined : { businessId, at };
}

function lastInbound(transaction: Transaction, provider: Provider, contactId: string) {
	return transaction
		.selectFrom('conversations')
		.select(['business_id', 'last_inbound_at'])
		.where('contact_id', '=', contactId)
		.where('provider', '=', provider)
		.where('last_inbound_at', 'is not', null)
		.orderBy('last_inbound_at', 'desc')
		.limit(1)
		.executeTakeFirst();
}

function view(contact: ContactRow, row: ConversationRow, now: Date): StoredConversation {
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
