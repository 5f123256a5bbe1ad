import type { EventContact } from '../messaging/event';
import { addressesOf, audienceOf } from './addresses';
import { mergeContacts } from './contact-merge';
import { newContact, newConversation } from './new-rows';
import type { ContactRow, ConversationRow } from './schema';
import type { Ends } from './contracts/parties';
import type { Transaction } from './transactions';

/**
 * Finds the person and the conversation that an event or a workflow means, and writes back what became of them. Two
 * reads find both, whatever the number of contacts; a row that did not change is not written.
 *
 * Who changes anything of a person locks the person's row first: conversations, consents and addresses follow it. Two
 * transactions that meet somebody for the first time at once have no row to lock; the second of them to write fails on
 * the address, is tried again and finds the person.
 */
export interface Located {
	contact: ContactRow;
	conversation: ConversationRow;
	/** What is stored; `undefined` for something new. */
	readonly stored: { contact?: ContactRow; conversation?: ConversationRow };
	/** Addresses that are not yet known to be this person's. */
	readonly newAddresses: string[];
}

/** The contact of these ends, without changing anything. A phone number counts more than an id. */
export async function findContact(
	transaction: Transaction,
	ends: Ends,
): Promise<ContactRow | undefined> {
	const addresses = requireAddresses(ends, [ends.contact]);
	const found = await contactsAt(transaction, ends, addresses, 'asTheyAre');
	return addresses.map((address) => found.get(address)).find((contact) => contact !== undefined);
}

export function findConversation(
	transaction: Transaction,
	ends: Ends,
	contactId: string,
): Promise<ConversationRow | undefined> {
	return transaction
		.selectFrom('conversations')
		.selectAll()
		.where('contact_id', '=', contactId)
		.where('provider', '=', ends.provider)
		.where('business_id', '=', ends.businessId)
		.executeTakeFirst();
}

/**
 * The contact and the conversation of these ends, new ones when there are none. Contacts that turn out to be one person
 * are merged at once.
 *
 * @param otherNames further names of the same person, e.g. the new number of somebody who changed it
 */
export async function locate(
	transaction: Transaction,
	ends: Ends,
	at: string,
	otherNames: readonly EventContact[] = [],
): Promise<Located> {
	const addresses = requireAddresses(ends, [ends.contact, ...otherNames]);
	const found = await contactsAt(transaction, ends, addresses, 'locked');
	const stored = await onePerson(transaction, [...found.values()]);
	const storedConversation = stored && (await findConversation(transaction, ends, stored.id));
	const contact = stored ?? newContact(ends, at);
	return {
		contact,
		conversation: storedConversation ?? newConversation(ends, contact.id, at),
		stored: { contact: stored, conversation: storedConversation },
		newAddresses: addresses.filter((address) => !found.has(address)),
	};
}

/** Writes the contact with its addresses, and the conversation unless `contactOnly`. */
export async function save(
	transaction: Transaction,
	located: Located,
	scope: 'contactOnly' | 'both' = 'both',
): Promise<void> {
	const { contact, conversation, stored } = located;
	if (!stored.contact) {
		await transaction.insertInto('contacts').values(contact).execute();
	} else if (differs(stored.contact, contact)) {
		await transaction
			.updateTable('contacts')
			.set(withoutId(contact))
			.where('id', '=', contact.id)
			.execute();
	}
	for (const address of located.newAddresses) {
		await transaction
			.insertInto('contact_addresses')
			.values({
				audience: contact.audience,
				channel: contact.channel,
				address,
				contact_id: contact.id,
			})
			.execute();
	}
	if (scope === 'contactOnly') return;
	if (!stored.conversation) {
		await transaction.insertInto('conversations').values(conversation).execute();
	} else if (differs(stored.conversation, conversation)) {
		await transaction
			.updateTable('conversations')
			.set(withoutId(conversation))
			.where('id', '=', conversation.id)
			.execute();
	}
}

function requireAddresses(ends: Ends, contacts: readonly EventContact[]): string[] {
	const addresses = contacts.flatMap((contact) => addressesOf(ends.provider, contact));
	if (addresses.length === 0) throw new Error('The ends of a conversation need an address');
	return [...new Set(addresses)];
}

async function contactsAt(
	transaction: Transaction,
	ends: Ends,
	addresses: readonly string[],
	state: 'asTheyAre' | 'locked',
): Promise<Map<string, ContactRow>> {
	const query = transaction
		.selectFrom('contact_addresses')
		.innerJoin('contacts', 'contacts.id', 'contact_addresses.contact_id')
		.selectAll('contacts')
		.select('contact_addresses.address')
		.where('contact_addresses.audience', '=', audienceOf(ends.provider, ends.businessId))
		.where('contact_addresses.channel', '=', ends.channel)
		.where('contact_addresses.address', 'in', addresses);
	const locked = query.orderBy('contacts.id').forUpdate('contacts');
	const rows = await (state === 'locked' ? locked : query).execute();
	return new Map(rows.map(({ address, ...contact }) => [address, contact]));
}

/** The eldest stays, so that its key and the keys of its conversations do. */
async function onePerson(
	transaction: Transaction,
	found: readonly ContactRow[],
): Promise<ContactRow | undefined> {
	const people = [...new Map(found.map((contact) => [contact.id, contact])).values()].sort(
		(a, b) => compare(a.first_seen_at, b.first_seen_at) || compare(a.id, b.id),
	);
	let [kept] = people;
	for (const other of people.slice(1)) {
		if (kept) kept = await mergeContacts(transaction, kept, other);
	}
	return kept;
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

function differs<Row extends object>(a: Row, b: Row): boolean {
	return a !== b && (Object.keys(b) as Array<keyof Row>).some((column) => a[column] !== b[column]);
}

function withoutId<Row extends { id: string }>({ id: _id, ...rest }: Row): Omit<Row, 'id'> {
	return rest;
}
