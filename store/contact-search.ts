import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';

import { audienceOf } from './addresses';
import { attributesOf, toCustomer, toEventContact } from './contact-views';
import type { ContactSearch, FoundContact } from './contracts/contacts';
import { conversationAt } from './conversation-facts';
import type { ContactRow, Schema } from './schema';
import { isHashed, storedKey } from './stored-key';
import type { Transaction } from './transactions';

/** Contacts that one query reads. */
const PAGE = 500;

/** Finds the contacts of a shop by a mark, those seen last first. See `Contacts.find`. */
export async function findContacts(
	transaction: Transaction,
	search: ContactSearch,
	now: Date,
): Promise<FoundContact[]> {
	const found: FoundContact[] = [];
	let last: ContactRow | undefined;
	do {
		const rows = await contactsAfter(transaction, search, last);
		for (const row of rows) {
			if (found.length >= search.limit) return found;
			if (!hasMark(row, search)) continue;
			const contact = await withConversation(transaction, row, search, now);
			if (contact) found.push(contact);
		}
		last = rows.length < PAGE ? undefined : rows.at(-1);
	} while (last !== undefined);
	return found;
}

function contactsAfter(
	transaction: Transaction,
	search: ContactSearch,
	last: ContactRow | undefined,
): Promise<ContactRow[]> {
	return transaction
		.selectFrom('contacts')
		.selectAll()
		.where('audience', '=', audienceOf({ businessId: '', ...search }))
		.where((where) => mark(where, search))
		.$if(last !== undefined, (query) =>
			query.where(({ eb, refTuple, tuple }) =>
				eb(refTuple('last_seen_at', 'id'), '<', tuple(last?.last_seen_at ?? '', last?.id ?? '')),
			),
		)
		.orderBy('last_seen_at', 'desc')
		.orderBy('id', 'desc')
		.limit(PAGE)
		.execute();
}

function mark(
	where: ExpressionBuilder<Schema, 'contacts'>,
	{ by }: ContactSearch,
): Expression<SqlBool> {
	if ('customerId' in by) return where('customer_id', '=', by.customerId);
	if ('ticketId' in by) {
		const ofTicket = where
			.selectFrom('conversations')
			.select('contact_id')
			.where('handler_ticket_id', '=', storedKey(by.ticketId));
		return where('id', 'in', ofTicket);
	}
	return where('attributes', 'like', `%${pattern(by.attribute)}%${pattern(by.value)}%`);
}

/** Returns a part of JSON as a pattern that matches it, and perhaps more. `hasMark` decides. */
function pattern(text: string): string {
	return JSON.stringify(text)
		.slice(1, -1)
		.replace(/[\\%_]/g, '%');
}

function hasMark(row: ContactRow, { by }: ContactSearch): boolean {
	return !('attribute' in by) || textOf(attributesOf(row)[by.attribute]) === by.value;
}

function textOf(value: unknown): string {
	return typeof value === 'object' ? JSON.stringify(value) : String(value ?? '');
}

/**
 * Returns the contact with the conversation of the ticket, or else with the latest one; `undefined` if no address at this
 * provider is known.
 */
async function withConversation(
	transaction: Transaction,
	row: ContactRow,
	{ provider, by }: ContactSearch,
	now: Date,
): Promise<FoundContact | undefined> {
	const conversation = await transaction
		.selectFrom('conversations')
		.selectAll()
		.where('contact_id', '=', row.id)
		.where('provider', '=', provider)
		.$if('ticketId' in by, (query) =>
			query.where('handler_ticket_id', '=', storedKey('ticketId' in by ? by.ticketId : '')),
		)
		.orderBy('address_at', 'desc')
		.limit(1)
		.executeTakeFirst();
	const address = conversation?.address ?? row.phone ?? '';
	if (address === '') return undefined;
	return {
		contact: toEventContact(row, address),
		customer: toCustomer(row),
		channel: row.channel,
		...(conversation && {
			conversation: conversationAt(conversation, now.toISOString()),
			...(!isHashed(conversation.business_id) && { businessId: conversation.business_id }),
		}),
	};
}
