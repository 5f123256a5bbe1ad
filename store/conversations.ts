import type { HandlerChange } from '../conversation/handler';
import type { Provider } from '../messaging/provider-names';
import { applyContact } from './contact-facts';
import type { Conversations, StoredConversation } from './contracts/conversations';
import type { Parties } from './contracts/parties';
import { afterDecision, afterMemory } from './conversation-facts';
import { listConversations } from './conversation-list';
import { findLooks, recordLook } from './conversation-updates';
import { findEndedHandlers } from './ended-handlers';
import { toStoredConversation } from './conversation-views';
import {
	findContact,
	findConversation,
	findOrCreatePerson,
	savePerson,
} from './person-and-conversation';
import type { ConversationRow } from './schema';
import { isHashed } from './stored-key';
import type { Transaction, Transactions } from './transactions';

/** Reads and changes conversations for workflows. */
export function conversationsOf(transactions: Transactions): Conversations {
	const change = (
		parties: Parties,
		now: Date,
		after: (row: ConversationRow) => ConversationRow,
	): Promise<StoredConversation> =>
		transactions.write(async (transaction) => {
			const at = now.toISOString();
			const found = await findOrCreatePerson(transaction, parties, at);
			found.contact = applyContact(found.contact, parties.contact, at);
			found.conversation = after(found.conversation);
			await savePerson(transaction, found);
			return toStoredConversation(found.contact, found.conversation, now);
		});
	return {
		get: (parties, now) =>
			transactions.read(async (transaction) => {
				const contact = await findContact(transaction, parties);
				const row = contact && (await findConversation(transaction, parties, contact.id));
				return row && toStoredConversation(contact, row, now);
			}),

		lastBusiness: (customer) =>
			transactions.read(async (transaction) => {
				const contact = await findContact(transaction, { ...customer, businessId: '' });
				const row = contact && (await lastInbound(transaction, customer.provider, contact.id));
				return row && toBusiness(row);
			}),

		changeHandler: (parties, decision: HandlerChange, now) =>
			change(parties, now, (row) => afterDecision(row, decision, now)),

		changeState: (parties, state, now) =>
			change(parties, now, (row) => afterMemory(row, state, now)),

		endedHandlers: (accounts, now) =>
			transactions.read((transaction) => findEndedHandlers(transaction, accounts, now)),

		looks: (request, now) =>
			transactions.read((transaction) => findLooks(transaction, request, now)),

		looked: (looks) =>
			transactions.write(async (transaction) => {
				for (const { look, nextAt } of looks) await recordLook(transaction, look, nextAt);
			}),

		list: (filter, now) =>
			transactions.read((transaction) => listConversations(transaction, filter, now)),
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
