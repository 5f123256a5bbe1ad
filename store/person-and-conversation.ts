import type { EventContact } from '../messaging/event';
import { addressesOf, audienceOf } from './addresses';
import { mergeContacts } from './contact-merge';
import { newContact, newConversation } from './new-rows';
import type { ContactRow, ConversationRow } from './schema';
import type { Parties } from './contracts/parties';
import { storedKey } from './stored-key';
import type { Transaction } from './transactions';

/**
 * The person and the conversation that an event or a workflow names. Two reads find both, whatever the number of
 * contacts. A row that did not change is not written.
 *
 * A transaction that changes data of a customer locks the contact's row first; conversations, consents and addresses
 * follow it. Two transactions that create the same contact at once have no row to lock. The second one fails on the
 * address, is retried, and finds the contact.
 */
export interface PersonAndConversation {
	contact: ContactRow;
	conversation: ConversationRow;
	/** The stored rows; `undefined` for a new one. */
	readonly stored: { contact?: ContactRow; conversation?: ConversationRow };
	/** Addresses that are not yet stored as this customer's. */
	readonly newAddresses: string[];
	/** The addresses by which the parties name the customer. */
	readonly addresses: readonly string[];
}

/** Returns the contact of these parties without changing anything. A phone number counts more than an id. */
export async function findContact(
	transaction: Transaction,
	parties: Parties,
): Promise<ContactRow | undefined> {
	const addresses = requireAddresses(parties, [parties.contact]);
	const found = await contactsAt(transaction, placeOf(parties), addresses, 'asTheyAre');
	return addresses.map((address) => found.get(address)).find((contact) => contact !== undefined);
}

export function findConversation(
	transaction: Transaction,
	parties: Parties,
	contactId: string,
): Promise<ConversationRow | undefined> {
	return transaction
		.selectFrom('conversations')
		.selectAll()
		.where('contact_id', '=', contactId)
		.where('provider', '=', parties.provider)
		.where('business_id', '=', storedKey(parties.businessId))
		.executeTakeFirst();
}

/**
 * Returns the contact and the conversation of these parties, new ones when there are none. Merges contacts that turn
 * out to be one customer: the duplicates are deleted.
 *
 * @param otherNames further names of the same customer, e.g. the new number after a change
 */
export async function findOrCreatePerson(
	transaction: Transaction,
	parties: Parties,
	at: string,
	otherNames: readonly EventContact[] = [],
): Promise<PersonAndConversation> {
	const addresses = requireAddresses(parties, [parties.contact, ...otherNames]);
	const found = await contactsAt(transaction, placeOf(parties), addresses, 'locked');
	const stored = await mergeDuplicates(transaction, [...found.values()]);
	const storedConversation = stored && (await findConversation(transaction, parties, stored.id));
	const contact = stored ?? newContact(parties, at);
	return {
		contact,
		conversation: storedConversation ?? newConversation(parties, contact.id, at),
		stored: { contact: stored, conversation: storedConversation },
		newAddresses: addresses.filter((address) => !found.has(address)),
		addresses,
	};
}

/** Returns an existing conversation with its customer, whose row it locks. */
export async function findPersonByConversation(
	transaction: Transaction,
	conversationId: string,
): Promise<PersonAndConversation | undefined> {
	const contact = await transaction
		.selectFrom('contacts')
		.selectAll()
		.where('id', '=', (select) =>
			select
				.selectFrom('conversations')
				.select('contact_id')
				.where('conversations.id', '=', conversationId),
		)
		.forUpdate()
		.executeTakeFirst();
	const conversation =
		contact &&
		(await transaction
			.selectFrom('conversations')
			.selectAll()
			.where('id', '=', conversationId)
			.executeTakeFirst());
	if (contact === undefined || conversation === undefined) return undefined;
	const stored = { contact, conversation };
	return { ...stored, stored, newAddresses: [], addresses: [] };
}

/** Writes the contact with its addresses, and the conversation unless `contactOnly`. */
export async function savePerson(
	transaction: Transaction,
	found: PersonAndConversation,
	scope: 'contactOnly' | 'both' = 'both',
): Promise<void> {
	const { contact, conversation, stored } = found;
	if (!stored.contact) {
		await transaction.insertInto('contacts').values(contact).execute();
	} else if (differs(stored.contact, contact)) {
		await transaction
			.updateTable('contacts')
			.set(withoutId(contact))
			.where('id', '=', contact.id)
			.execute();
	}
	for (const address of found.newAddresses) {
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

function requireAddresses(parties: Parties, contacts: readonly EventContact[]): string[] {
	const addresses = contacts.flatMap((contact) => addressesOf(parties.provider, contact));
	if (addresses.length === 0) throw new Error('The customer of a conversation needs an address');
	return [...new Set(addresses)];
}

/** The scope of an address: it may identify a customer on one channel and no customer on another. */
export type AddressPlace = Pick<ContactRow, 'audience' | 'channel'>;

export function placeOf(parties: Parties): AddressPlace {
	return { audience: audienceOf(parties), channel: parties.channel };
}

/** Returns the contacts at these addresses, by address. */
export async function contactsAt(
	transaction: Transaction,
	{ audience, channel }: AddressPlace,
	addresses: readonly string[],
	state: 'asTheyAre' | 'locked',
): Promise<Map<string, ContactRow>> {
	const query = transaction
		.selectFrom('contact_addresses')
		.innerJoin('contacts', 'contacts.id', 'contact_addresses.contact_id')
		.selectAll('contacts')
		.select('contact_addresses.address')
		.where('contact_addresses.audience', '=', audience)
		.where('contact_addresses.channel', '=', channel)
		.where('contact_addresses.address', 'in', addresses);
	const locked = query.orderBy('contacts.id').forUpdate('contacts');
	const rows = await (state === 'locked' ? locked : query).execute();
	return new Map(rows.map(({ address, ...contact }) => [address, contact]));
}

/** Merges contacts into the oldest one, so that its key and the keys of its conversations stay. */
export async function mergeDuplicates(
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
