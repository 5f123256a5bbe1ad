import type { ContactRow, ConversationRow } from './schema';
import { mergeFacts } from './contact-facts';
import { handlerColumns, silenceColumns, stateColumns } from './conversation-columns';
import { moveTexts } from './texts';
import type { Transaction } from './transactions';

const TABLES_OF_CONTACT = [
	'contact_addresses',
	'consents',
	'messages',
	'campaign_sends',
	'send_outcomes',
] as const;

/**
 * Merges two contacts of one customer: everything of the younger one moves to the older one, also every opt-out. Two
 * conversations with the same business become one.
 */
export async function mergeContacts(
	transaction: Transaction,
	kept: ContactRow,
	other: ContactRow,
): Promise<ContactRow> {
	await mergeConversations(transaction, kept.id, other.id);
	for (const table of TABLES_OF_CONTACT) {
		await transaction
			.updateTable(table)
			.set({ contact_id: kept.id })
			.where('contact_id', '=', other.id)
			.execute();
	}
	await transaction.deleteFrom('contacts').where('id', '=', other.id).execute();
	const merged = mergeRows(kept, other);
	const { id, ...changes } = merged;
	await transaction.updateTable('contacts').set(changes).where('id', '=', id).execute();
	return merged;
}

/** Merges tier, tags, attributes and customer id; where both have a value, the older contact's counts. */
function mergeRows(kept: ContactRow, other: ContactRow): ContactRow {
	const tags = [...(JSON.parse(kept.tags) as string[]), ...(JSON.parse(other.tags) as string[])];
	const attributes = {
		...(JSON.parse(other.attributes) as object),
		...(JSON.parse(kept.attributes) as object),
	};
	return {
		...mergeFacts(kept, other),
		tier: kept.tier ?? other.tier,
		tags: JSON.stringify([...new Set(tags)]),
		attributes: JSON.stringify(attributes),
		customer_id: kept.customer_id ?? other.customer_id,
		first_seen_at: earliest(kept.first_seen_at, other.first_seen_at),
		last_seen_at: latest(kept.last_seen_at, other.last_seen_at) ?? kept.last_seen_at,
	};
}

async function mergeConversations(
	transaction: Transaction,
	keptContact: string,
	otherContact: string,
): Promise<void> {
	const conversationsOf = (contactId: string) =>
		transaction
			.selectFrom('conversations')
			.selectAll()
			.where('contact_id', '=', contactId)
			.execute();
	const mine = await conversationsOf(keptContact);
	for (const theirs of await conversationsOf(otherContact)) {
		const same = mine.find(
			(conversation) =>
				conversation.provider === theirs.provider &&
				conversation.business_id === theirs.business_id,
		);
		if (same) {
			await transaction
				.updateTable('waits')
				.set({ conversation_id: same.id })
				.where('conversation_id', '=', theirs.id)
				.execute();
			await moveTexts(transaction, theirs.id, same.id);
			await transaction.deleteFrom('conversations').where('id', '=', theirs.id).execute();
			const { id, ...changes } = mergeConversationRows(same, theirs);
			await transaction.updateTable('conversations').set(changes).where('id', '=', id).execute();
		} else {
			await transaction
				.updateTable('conversations')
				.set({ contact_id: keptContact })
				.where('id', '=', theirs.id)
				.execute();
		}
	}
}

function mergeConversationRows(kept: ConversationRow, other: ConversationRow): ConversationRow {
	const [elder, younger] = kept.created_at <= other.created_at ? [kept, other] : [other, kept];
	const decided = newer(kept, other, 'handler_at');
	const asked = newer(kept, other, 'choices_at');
	const addressed = newer(kept, other, 'address_at');
	return {
		...kept,
		address: addressed.address,
		address_at: addressed.address_at,
		window_expires_at: latest(kept.window_expires_at, other.window_expires_at),
		first_inbound_id: elder.first_inbound_id ?? younger.first_inbound_id,
		last_inbound_id: newer(kept, other, 'last_inbound_at').last_inbound_id,
		last_inbound_at: latest(kept.last_inbound_at, other.last_inbound_at),
		last_outbound_at: latest(kept.last_outbound_at, other.last_outbound_at),
		...handlerColumns(decided),
		...stateColumns(newer(kept, other, 'state_at')),
		closed_at: latest(kept.closed_at, other.closed_at),
		account: newer(kept, other, 'last_inbound_at').account,
		...silenceColumns(newer(kept, other, 'last_inbound_at')),
		look_at: latest(kept.look_at, other.look_at),
		choices: asked.choices,
		choices_at: asked.choices_at,
		recent_inbound: newer(kept, other, 'last_inbound_at').recent_inbound,
		recent_outbound: kept.recent_outbound,
		created_at: elder.created_at,
	};
}

type TimeColumn = 'handler_at' | 'state_at' | 'choices_at' | 'address_at' | 'last_inbound_at';

function newer(kept: ConversationRow, other: ConversationRow, column: TimeColumn): ConversationRow {
	return (other[column] ?? '') > (kept[column] ?? '') ? other : kept;
}

function latest(a: string | null, b: string | null): string | null {
	return (b ?? '') > (a ?? '') ? b : a;
}

function earliest(a: string, b: string): string {
	return a < b ? a : b;
}
