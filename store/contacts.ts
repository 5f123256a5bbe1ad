import { toEventContact, attributesOf, tagsOf } from './contact-views';
import { appendConsent, consentHistory, currentConsent } from './consents';
import { findContact, findConversation, locate, save } from './located';
import type { ContactRow } from './schema';
import type { ContactChanges, Contacts, StoredContact } from './contracts/contacts';
import type { Ends } from './contracts/parties';
import { meet, tell } from './told-facts';
import type { Transaction, Transactions } from './transactions';

/** What a workflow asks and tells about people. */
export function contactsOf(transactions: Transactions): Contacts {
	return {
		get: (ends) =>
			transactions.read(async (transaction) => {
				const contact = await findContact(transaction, ends);
				return contact && view(transaction, ends, contact);
			}),

		/**
		 * A phone number among the changes is a note, not a proof: somebody typed it. It joins no contacts; only what
		 * comes from a provider, or stands in the ends, does.
		 */
		upsert: (ends, changes, now) =>
			transactions.write(async (transaction) => {
				const at = now.toISOString();
				const located = await locate(transaction, ends, at);
				// First who it is, then what the workflow has to say, so that a change of the same moment wins.
				const known = meet(located.contact, ends.contact, at);
				located.contact = change(known, changes, at);
				await save(transaction, located, 'contactOnly');
				return view(transaction, ends, located.contact);
			}),

		recordConsent: (ends, consent, now) =>
			transactions.write(async (transaction) => {
				const at = now.toISOString();
				const located = await locate(transaction, ends, at);
				located.contact = meet(located.contact, ends.contact, at);
				await save(transaction, located, 'contactOnly');
				await appendConsent(transaction, located.contact.id, { ...consent, at });
				return view(transaction, ends, located.contact);
			}),

		consentHistory: (ends) =>
			transactions.read(async (transaction) => {
				const contact = await findContact(transaction, ends);
				return contact ? consentHistory(transaction, contact.id) : [];
			}),
	};
}

function change(row: ContactRow, changes: ContactChanges, at: string): ContactRow {
	const { name, phone, language } = changes;
	const told = tell(row, { name, phone, language }, at);
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

async function view(transaction: Transaction, ends: Ends, row: ContactRow): Promise<StoredContact> {
	const conversation = await findConversation(transaction, ends, row.id);
	const address = conversation?.address ?? ends.contact.id;
	return {
		key: row.id,
		provider: ends.provider,
		channel: ends.channel,
		businessId: ends.businessId,
		...toEventContact(row, address),
		...(row.tier !== null && { tier: row.tier }),
		tags: tagsOf(row),
		attributes: attributesOf(row),
		...(row.customer_id !== null && { customerId: row.customer_id }),
		consent: await currentConsent(transaction, row.id),
		firstSeenAt: row.first_seen_at,
		lastSeenAt: row.last_seen_at,
	};
}
