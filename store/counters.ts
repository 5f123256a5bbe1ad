import type { Transaction } from './transactions';

/** How much a trigger has seen since ever. Counted in the transaction that does the work, so the numbers are true. */
export interface Counts {
	received: number;
	repeats: number;
	redelivered: number;
}

/**
 * A trigger's count is spread over so many rows. With one row, each of many webhooks at once would wait for the commit
 * of the one before.
 */
const SLOTS = 16;

/** Adds to the counters; a negative number takes back. */
export async function count(
	transaction: Transaction,
	trigger: string,
	added: Partial<Counts>,
): Promise<void> {
	const { received = 0, repeats = 0, redelivered = 0 } = added;
	if (received === 0 && repeats === 0 && redelivered === 0) return;
	const slot = Math.floor(Math.random() * SLOTS);
	await transaction
		.insertInto('counter_slots')
		.values({ trigger_id: trigger, slot, received, repeats, redelivered })
		.onConflict((conflict) =>
			conflict.columns(['trigger_id', 'slot']).doUpdateSet((column) => ({
				received: column('counter_slots.received', '+', column.ref('excluded.received')),
				repeats: column('counter_slots.repeats', '+', column.ref('excluded.repeats')),
				redelivered: column('counter_slots.redelivered', '+', column.ref('excluded.redelivered')),
			})),
		)
		.execute();
}

export async function readCounts(transaction: Transaction, trigger: string): Promise<Counts> {
	const sums = await transaction
		.selectFrom('counter_slots')
		.select(({ fn }) => [
			fn.sum('received').as('received'),
			fn.sum('repeats').as('repeats'),
			fn.sum('redelivered').as('redelivered'),
		])
		.where('trigger_id', '=', trigger)
		.executeTakeFirst();
	return {
		received: Number(sums?.received ?? 0),
		repeats: Number(sums?.repeats ?? 0),
		redelivered: Number(sums?.redelivered ?? 0),
	};
}
