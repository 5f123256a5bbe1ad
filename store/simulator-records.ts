import { advance } from '../messaging/delivery-state';
import { simulatedAudience } from './addresses';
import type { SimulatorEntryRow } from './schema';
import { markUsed, nextNumber, readClockOffset, writeClockOffset } from './simulator-businesses';
import type { SimulatorRecords, TranscriptEntry } from './contracts/simulator';
import type { Transactions } from './transactions';

/**
 * The Simulator's transcript. Entries and later changes of their state draw their numbers from one count, so a page
 * that names the last number it has seen is given exactly what is new: nothing is missed, whatever came in between.
 */
export function simulatorRecordsOf(transactions: Transactions): SimulatorRecords {
	return {
		append: (businessId, entry, now) =>
			transactions.write(async (transaction) => {
				const sequence = await nextNumber(transaction, businessId);
				// The Simulator's clock may be days ahead, but the order of the businesses goes by real time.
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
				return view(row);
			}),

		transcript: (businessId, afterSequence, limit) =>
			transactions.read(async (transaction) => {
				const ofBusiness = transaction
					.selectFrom('simulator_entries')
					.selectAll()
					.where('business_id', '=', businessId);
				const earlier = await ofBusiness
					.where('changed', '>', afterSequence)
					.where('sequence', '<=', afterSequence)
					.orderBy('sequence')
					.execute();
				const later = await ofBusiness
					.where('sequence', '>', afterSequence)
					.orderBy('sequence')
					.limit(limit)
					.execute();
				return [...earlier, ...later].map(view);
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
				// Addresses, consents, conversations and messages go with their contact.
				await transaction.deleteFrom('contacts').where('id', 'in', people).execute();
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

function view(row: SimulatorEntryRow): TranscriptEntry {
	return {
		sequence: row.sequence,
		messageId: row.message_id,
		customerId: row.customer_id,
		from: row.sender,
		content: JSON.parse(row.content) as unknown,
		...(row.state !== null && { state: row.state }),
		at: row.at,
	};
}
