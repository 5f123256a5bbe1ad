import { sql } from 'kysely';

import { advance } from '../messaging/delivery-state';
import { simulatedAudience } from './addresses';
import type { FileFolder } from './file-folder';
import type { SimulatorEntryRow } from './schema';
import { markUsed, nextNumber, readClockOffset, writeClockOffset } from './simulator-businesses';
import {
	MAX_CONTENT_BYTES,
	MAX_TRANSCRIPT_ENTRIES,
	type SimulatorRecords,
	type TranscriptEntry,
} from './contracts/simulator';
import { removeFiles, simulatorFilesOf } from './simulator-files';
import type { Transaction, Transactions } from './transactions';

/**
 * Stores the Simulator's transcript. Entries and later changes of their state get their numbers from one count. A page
 * that sends the last number it has gets exactly the changes since, and misses none.
 */
export function simulatorRecordsOf(
	transactions: Transactions,
	folder: FileFolder | undefined,
): SimulatorRecords {
	return {
		files: simulatorFilesOf(transactions, folder),

		append: (businessId, entry, now) =>
			transactions.write(async (transaction) => {
				const sequence = await nextNumber(transaction, businessId);
				// The Simulator's clock may be days ahead, but the order of the businesses uses real time.
				const offset = await readClockOffset(transaction, businessId);
				const realTime = new Date(now.getTime() - offset).toISOString();
				await markUsed(transaction, businessId, realTime);
				const row: SimulatorEntryRow = {
					business_id: businessId,
					sequence,
					changed: sequence,
					message_id: entry.messageId,
					customer_id: entry.customerId,
					sender: entry.from,
					content: JSON.stringify(entry.content ?? null),
					state: entry.state ?? null,
					at: now.toISOString(),
				};
				await transaction.insertInto('simulator_entries').values(row).execute();
				await removeOldest(transaction, businessId);
				return view(row);
			}),

		transcript: (businessId, afterNumber, limit) =>
			transactions.read(async (transaction) => {
				const rows = await readable(transaction, businessId)
					.where('changed', '>', afterNumber)
					.orderBy('changed')
					.limit(limit)
					.execute();
				return rows.map(view).sort((a, b) => a.sequence - b.sequence);
			}),

		latest: (businessId, { limit, customerId, before }) =>
			transactions.read(async (transaction) => {
				let query = readable(transaction, businessId);
				if (customerId !== undefined) query = query.where('customer_id', '=', customerId);
				if (before !== undefined) query = query.where('sequence', '<', before);
				const rows = await query.orderBy('sequence', 'desc').limit(limit).execute();
				return rows.map(view).reverse();
			}),

		latestOfCustomers: (businessId, limit) =>
			transactions.read(async (transaction) => {
				const newest = await transaction
					.selectFrom('simulator_entries')
					.select(({ fn }) => fn.max('sequence').as('sequence'))
					.where('business_id', '=', businessId)
					.groupBy('customer_id')
					.orderBy('sequence', 'desc')
					.limit(limit)
					.execute();
				if (newest.length === 0) return [];
				const sequences = newest.map(({ sequence }) => Number(sequence));
				const rows = await readable(transaction, businessId)
					.where('sequence', 'in', sequences)
					.orderBy('sequence', 'desc')
					.execute();
				return rows.map(view);
			}),

		withIdPrefix: (businessId, prefix, limit) =>
			transactions.read(async (transaction) => {
				const rows = await readable(transaction, businessId)
					.where('message_id', '>=', prefix)
					.where('message_id', '<', `${prefix}\u{10ffff}`)
					.orderBy('message_id')
					.limit(limit)
					.execute();
				return rows.map(view).sort((a, b) => a.sequence - b.sequence);
			}),

		find: (businessId, messageId) =>
			transactions.read(async (transaction) => {
				const row = await transaction
					.selectFrom('simulator_entries')
					.selectAll()
					.where('business_id', '=', businessId)
					.where('message_id', '=', messageId)
					.orderBy('sequence')
					.executeTakeFirst();
				return row && view(row);
			}),

		lastNumber: (businessId) =>
			transactions.read(async (transaction) => {
				const row = await transaction
					.selectFrom('simulator_businesses')
					.select('last_number')
					.where('id', '=', businessId)
					.executeTakeFirst();
				return row?.last_number ?? 0;
			}),

		setState: (businessId, messageId, state) =>
			transactions.write(async (transaction) => {
				const entries = await transaction
					.selectFrom('simulator_entries')
					.select(['sequence', 'state'])
					.where('business_id', '=', businessId)
					.where('message_id', '=', messageId)
					.orderBy('sequence')
					.forUpdate()
					.execute();
				for (const entry of entries) {
					const next = advance(entry.state ?? undefined, state);
					if (next === entry.state) continue;
					await transaction
						.updateTable('simulator_entries')
						.set({ state: next, changed: await nextNumber(transaction, businessId) })
						.where('business_id', '=', businessId)
						.where('sequence', '=', entry.sequence)
						.execute();
				}
			}),

		clockOffset: (businessId) =>
			transactions.read((transaction) => readClockOffset(transaction, businessId)),

		setClockOffset: (businessId, milliseconds) =>
			transactions.write((transaction) =>
				writeClockOffset(transaction, businessId, Math.round(milliseconds)),
			),

		businesses: () =>
			transactions.read(async (transaction) => {
				const rows = await transaction
					.selectFrom('simulator_businesses')
					.select(['id', 'name'])
					.where('last_used_at', 'is not', null)
					.orderBy('last_used_at', 'desc')
					.orderBy('id')
					.execute();
				return rows.map(({ id, name }) => ({ id, ...(name !== null && { name }) }));
			}),

		reset: (businessId) =>
			transactions.write(async (transaction) => {
				const people = transaction
					.selectFrom('contact_addresses')
					.select('contact_id')
					.where('audience', '=', simulatedAudience(businessId));
				await transaction.deleteFrom('campaign_sends').where('contact_id', 'in', people).execute();
				// Addresses, consents, conversations and messages are deleted with their contact.
				await transaction.deleteFrom('contacts').where('id', 'in', people).execute();
				await removeFiles(transaction, folder, { businessId });
				await transaction
					.deleteFrom('simulator_entries')
					.where('business_id', '=', businessId)
					.execute();
				await transaction
					.updateTable('simulator_businesses')
					.set({ clock_offset: 0, last_used_at: null })
					.where('id', '=', businessId)
					.execute();
			}),
	};
}

/** Returns the entries of a business, without contents that are too large. */
function readable(transaction: Transaction, businessId: string) {
	const content = sql<
		string | null
	>`case when octet_length(content) <= ${sql.lit(MAX_CONTENT_BYTES)} then content end`;
	return transaction
		.selectFrom('simulator_entries')
		.select([
			'sequence',
			'changed',
			'message_id',
			'customer_id',
			'sender',
			content.as('content'),
			'state',
			'at',
		])
		.where('business_id', '=', businessId);
}

async function removeOldest(transaction: Transaction, businessId: string): Promise<void> {
	const surplus = await transaction
		.selectFrom('simulator_entries')
		.select('sequence')
		.where('business_id', '=', businessId)
		.orderBy('sequence', 'desc')
		.offset(MAX_TRANSCRIPT_ENTRIES)
		.limit(1)
		.executeTakeFirst();
	if (!surplus) return;
	await transaction
		.deleteFrom('simulator_entries')
		.where('business_id', '=', businessId)
		.where('sequence', '<=', surplus.sequence)
		.execute();
}

function view(
	row: Omit<SimulatorEntryRow, 'business_id' | 'content'> & { content: string | null },
): TranscriptEntry {
	return {
		sequence: row.sequence,
		changed: row.changed,
		messageId: row.message_id,
		customerId: row.customer_id,
		from: row.sender,
		content: row.content === null ? null : (JSON.parse(row.content) as unknown),
		...(row.state !== null && { state: row.state }),
		at: row.at,
	};
}
