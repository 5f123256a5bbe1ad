import { toEventContact, attributesOf, tagsOf } from './contact-views';
import { addressesOf } from './addresses';
import { findContacts } from './contact-search';
import { appendConsent, consentHistory, currentConsent, type ConsentHolder } from './consents';
import {
	findContact,
	findConversation,
	findOrCreatePerson,
	placeOf,
	savePerson,
} from './person-and-conversation';
import type { ContactRow } from './schema';
import type { ContactChanges, Contacts, StoredContact } from './contracts/contacts';
import type { Parties } from './contracts/parties';
import { applyContact, applyFacts } from './contact-facts';
import type { Transaction, Transactions } from './transactions';

/** Reads and writes contacts for workflows. */
export function contactsOf(transactions: Transactions): Contacts {
	return {
		get: (parties) =>
			transactions.read(async (transaction) => {
				const contact = await findContact(transaction, parties);
				return contact && view(transaction, parties, contact);
			}),

		find: (search, now) =>
			transactions.read((transaction) => findContacts(transaction, search, now)),

		/**
		 * Changes a contact. A phone number among the changes is a note, not a proof, because a human typed it. It merges
		 * no contacts. Only a number from a provider, or one that identifies the party, does.
		 */
		upsert: (parties, changes, now) =>
			transactions.write(async (transaction) => {
				const at = now.toISOString();
				const found = await findOrCreatePerson(transaction, parties, at);
				// First the party's own facts, then the workflow's changes, so that a change of the same moment wins.
				const known = applyContact(found.contact, parties.contact, at);
				found.contact = change(known, changes, at);
				await savePerson(transaction, found, 'contactOnly');
				return view(transaction, parties, found.contact);
			}),

		recordConsent: (parties, consent, now) =>
			transactions.write(async (transaction) => {
				const at = now.toISOString();
				const found = await findOrCreatePerson(transaction, parties, at);
				found.contact = applyContact(found.contact, parties.contact, at);
				await savePerson(transaction, found, 'contactOnly');
				await appendConsent(transaction, found.contact.id, { ...consent, at });
				return view(transaction, parties, found.contact);
			}),

		consentOf: (parties) =>
			transactions.read(async (transaction) =>
				currentConsent(transaction, ...(await holderOf(transaction, parties))),
			),

		consentHistory: (parties) =>
			transactions.read(async (transaction) =>
				consentHistory(transaction, ...(await holderOf(transaction, parties))),
			),
	};
}

/** Returns whose consent is meant. A shop may hold nothing of a customer but what its contacts began with. */
async function holderOf(
	transaction: Transaction,
	parties: Parties,
): Promise<[ConsentHolder, string[]]> {
	const contact = await findContact(transaction, parties);
	return [contact ?? placeOf(parties), addressesOf(parties.provider, parties.contact)];
}

function change(row: ContactRow, changes: ContactChanges, at: string): ContactRow {
	const { name, phone, language } = changes;
	const told = applyFacts(row, { name, phone, language }, at);
	return {
		...told,
		...(changes.tier !== undefined && { tier: changes.tier }),
		...(changes.tags !== undefined && { tags: JSON.stringify([...new Set(changes.tags)]) }),
		...(changes.customerId !== undefined && { customer_id: changes.customerId }),
		...(changes.attributes !== undefined && {
			attributes: JSON.stringify(mergeAttributes(attributesOf(row), changes.attributes)),
		}),
	};
}

function mergeAttributes(
	before: Record<string, unknown>,
	changes: Record<string, unknown>,
): Record<string, unknown> {
	const entries = Object.entries({ ...before, ...changes });
	return Object.fromEntries(entries.filter(([, value]) => value !== null && value !== undefined));
}

async function view(
	transaction: Transaction,
	parties: Parties,
	row: ContactRow,
): Promise<StoredContact> {
	const conversation = await findConversation(transaction, parties, row.id);
	const address = conversation?.address ?? parties.contact.id;
	const addresses = addressesOf(parties.provider, parties.contact);
	return {
		key: row.id,
		provider: parties.provider,
		channel: parties.channel,
		businessId: parties.businessId,
		...toEventContact(row, address),
		...(row.tier !== null && { tier: row.tier }),
		tags: tagsOf(row),
		attributes: attributesOf(row),
		...(row.customer_id !== null && { customerId: row.customer_id }),
		consent: await currentConsent(transaction, row, addresses),
		firstSeenAt: row.first_seen_at,
		lastSeenAt: row.last_seen_at,
	};
}
