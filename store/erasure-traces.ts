import type { EventKind, MessagingEvent } from '../messaging/event';
import { IS_SIMULATED } from '../messaging/provider-names';
import { addressesOf, audienceOf } from './addresses';
import type { ErasureCounts } from './contracts/erasures';
import { namesIn } from './record-event';
import type { Parties } from './contracts/parties';
import type { Transaction } from './transactions';

/** Traces of a customer: all records in the store that identify them. */
export interface Traces {
	contactIds: string[];
	/** Address keys, as in `contact_addresses`. */
	addresses: string[];
	/** Kept events that name the customer. */
	inboxEvents: Array<{ trigger_id: string; event_kind: EventKind; event_id: string }>;
	/** Names of the customer in the transcript and the files of a simulated business. */
	customerIds: string[];
	counts: ErasureCounts;
}

/**
 * Finds everything in the store that identifies a customer.
 *
 * @param state `locked`: no other transaction changes the customer until this one ends
 */
export async function tracesOf(
	transaction: Transaction,
	parties: Parties,
	state: 'asTheyAre' | 'locked',
): Promise<Traces> {
	const asked = addressesOf(parties.provider, parties.contact);
	const contactIds = await contactsAt(transaction, parties, asked, state);
	const addresses = new Set(asked);
	let stored = 0;
	for (const contactId of contactIds) {
		const rows = await transaction
			.selectFrom('contact_addresses')
			.select('address')
			.where('contact_id', '=', contactId)
			.execute();
		stored += rows.length;
		for (const { address } of rows) addresses.add(address);
	}
	const inboxEvents = await keptEvents(transaction, parties, { addresses, contactIds });
	const transcript = await transcriptNames(transaction, parties, addresses);
	return {
		contactIds,
		addresses: [...addresses],
		inboxEvents,
		customerIds: transcript.map(({ customerId }) => customerId),
		counts: {
			contacts: contactIds.length,
			addresses: stored,
			consents: await rowsOf(transaction, 'consents', contactIds),
			conversations: await rowsOf(transaction, 'conversations', contactIds),
			messages: await rowsOf(transaction, 'messages', contactIds),
			texts: await textsOf(transaction, contactIds),
			campaignSends: await rowsOf(transaction, 'campaign_sends', contactIds),
			inboxEvents: inboxEvents.length,
			transcriptEntries: transcript.reduce((sum, { entries }) => sum + entries, 0),
		},
	};
}

/** Returns the ids of the contacts, several when they have not been merged into one yet. */
async function contactsAt(
	transaction: Transaction,
	parties: Parties,
	addresses: readonly string[],
	state: 'asTheyAre' | 'locked',
): Promise<string[]> {
	if (addresses.length === 0) throw new Error('The person to erase needs an address');
	const query = transaction
		.selectFrom('contacts')
		.select('id')
		.where('id', 'in', (select) =>
			select
				.selectFrom('contact_addresses')
				.select('contact_id')
				.where('audience', '=', audienceOf(parties))
				.where('channel', '=', parties.channel)
				.where('address', 'in', addresses),
		)
		.orderBy('id');
	const rows = await (state === 'locked' ? query.forUpdate() : query).execute();
	return rows.map(({ id }) => id);
}

async function rowsOf(
	transaction: Transaction,
	table: 'consents' | 'conversations' | 'messages' | 'campaign_sends',
	contactIds: readonly string[],
): Promise<number> {
	let rows = 0;
	for (const contactId of contactIds) {
		const { count } = await transaction
			.selectFrom(table)
			.select((select) => select.fn.countAll<number>().as('count'))
			.where('contact_id', '=', contactId)
			.executeTakeFirstOrThrow();
		rows += Number(count);
	}
	return rows;
}

async function textsOf(transaction: Transaction, contactIds: readonly string[]): Promise<number> {
	let rows = 0;
	for (const contactId of contactIds) {
		const { count } = await transaction
			.selectFrom('transcript')
			.innerJoin('conversations', 'conversations.id', 'transcript.conversation_id')
			.select((select) => select.fn.countAll<number>().as('count'))
			.where('conversations.contact_id', '=', contactId)
			.executeTakeFirstOrThrow();
		rows += Number(count);
	}
	return rows;
}

/** Finds kept events only: those of executions that have not ended, not every event that ever arrived. */
async function keptEvents(
	transaction: Transaction,
	parties: Parties,
	{ addresses, contactIds }: { addresses: ReadonlySet<string>; contactIds: readonly string[] },
): Promise<Traces['inboxEvents']> {
	const kept = await transaction
		.selectFrom('inbox')
		.select(['trigger_id', 'event_kind', 'event_id', 'payload'])
		.where('payload', 'is not', null)
		.execute();
	const { shop, channel } = parties;
	const audience = audienceOf(parties);
	const traces: Traces['inboxEvents'] = [];
	for (const { payload, ...claim } of kept) {
		const event = JSON.parse(payload ?? '') as MessagingEvent;
		const names = namesIn(event).flatMap((name) => addressesOf(event.provider, name));
		if (
			event.channel === channel &&
			audienceOf({ provider: event.provider, businessId: event.business.id, shop }) === audience &&
			names.some((address) => addresses.has(address)) &&
			!(await isOfOtherContact(transaction, event, contactIds))
		) {
			traces.push(claim);
		}
	}
	return traces;
}

/**
 * Returns whether the event belongs to a conversation of another contact, e.g. of the same customer in another shop.
 */
async function isOfOtherContact(
	transaction: Transaction,
	{ conversation }: MessagingEvent,
	contactIds: readonly string[],
): Promise<boolean> {
	if (conversation === undefined) return false;
	const row = await transaction
		.selectFrom('conversations')
		.select('contact_id')
		.where('id', '=', conversation.key)
		.executeTakeFirst();
	return row !== undefined && !contactIds.includes(row.contact_id);
}

async function transcriptNames(
	transaction: Transaction,
	parties: Parties,
	addresses: ReadonlySet<string>,
): Promise<Array<{ customerId: string; entries: number }>> {
	if (!IS_SIMULATED[parties.provider]) return [];
	const customers = await transaction
		.selectFrom('simulator_entries')
		.select((select) => ['customer_id', select.fn.countAll<number>().as('entries')])
		.where('business_id', '=', parties.businessId)
		.groupBy('customer_id')
		.execute();
	const known = new Set(customers.map(({ customer_id }) => customer_id));
	const onlyInFiles = await transaction
		.selectFrom('simulator_files')
		.select('customer_id')
		.distinct()
		.where('business_id', '=', parties.businessId)
		.execute();
	const withoutEntries = onlyInFiles.filter(({ customer_id }) => !known.has(customer_id));
	return [...customers, ...withoutEntries.map((row) => ({ ...row, entries: 0 }))]
		.filter(({ customer_id: id }) =>
			addressesOf(parties.provider, { id }).some((address) => addresses.has(address)),
		)
		.map(({ customer_id, entries }) => ({ customerId: customer_id, entries: Number(entries) }));
}
