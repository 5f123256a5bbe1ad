import type { Transaction } from './transactions';

/** How much a trigger has seen since ever. Counted in the transaction that does the work, so the numbers are true. */
export interface Counts {
	received: number;
	repeats: number;
	redelivered: number;
}

/** Adds to the counters; a negative number takes back. */
export async function count(
	transaction: Transaction,
	trigger: string,
	added: Partial<Counts>,
): Promise<void> {
	const { received = 0, repeats = 0, redelivered = 0 } = added;
	if (received === 0 && repeats === 0 && redelivered === 0) return;
	await transaction
		.insertInto('counters')
		.values({ trigger_id: trigger, received, repeats, redelivered })
		.onConflict((conflict) =>
			conflict.column('trigger_id').doUpdateSet((column) => ({
				received: column('counters.received', '+', column.ref('excluded.received')),
				repeats: column('counters.repeats', '+', column.ref('excluded.repeats')),
				redelivered: column('counters.redelivered', '+', column.ref('excluded.redelivered')),
			})),
		)
		.execute();
}

export async function readCounts(transaction: Transaction, trigger: string): Promise<Counts> {
	const row = await transaction
		.selectFrom('counters')
		.select(['received', 'repeats', 'redelivered'])
		.where('trigger_id', '=', trigger)
		.executeTakeFirst();
	return {
		received: row?.received ?? 0,
		repeats: row?.repeats ?? 0,
		redelivered: row?.redelivered ?? 0,
	};
}
