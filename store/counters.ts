import type { Counts } from './contracts/counts';
import type { Transaction } from './transactions';

export const NOTHING_COUNTED: Counts = {
	received: 0,
	repeats: 0,
	redelivered: 0,
	abandoned: 0,
	refused: 0,
};
const COUNTED = Object.keys(NOTHING_COUNTED) as Array<keyof Counts>;

/**
 * Rows of one trigger's count. With a single row, each of many webhooks at once would wait for the commit before it.
 */
const SLOTS = 16;

/** Adds to the counters in the transaction that does the work, so that both succeed or fail. Negative numbers subtract. */
export async function count(
	transaction: Transaction,
	trigger: string,
	added: Partial<Counts>,
): Promise<void> {
	const counts = { ...NOTHING_COUNTED, ...added };
	if (COUNTED.every((name) => counts[name] === 0)) return;
	const slot = Math.floor(Math.random() * SLOTS);
	await transaction
		.insertInto('counter_slots')
		.values({ trigger_id: trigger, slot, ...counts })
		.onConflict((conflict) =>
			conflict.columns(['trigger_id', 'slot']).doUpdateSet((column) => ({
				received: column('counter_slots.received', '+', column.ref('excluded.received')),
				repeats: column('counter_slots.repeats', '+', column.ref('excluded.repeats')),
				redelivered: column('counter_slots.redelivered', '+', column.ref('excluded.redelivered')),
				abandoned: column('counter_slots.abandoned', '+', column.ref('excluded.abandoned')),
				refused: column('counter_slots.refused', '+', column.ref('excluded.refused')),
			})),
		)
		.execute();
}

/** Returns the counts of the named trigger, or of every trigger that has counted anything. */
export async function readCounts(
	transaction: Transaction,
	trigger?: string,
): Promise<Map<string, Counts>> {
	const rows = await transaction
		.selectFrom('counter_slots')
		.select(({ fn }) => ['trigger_id', ...COUNTED.map((name) => fn.sum(name).as(name))])
		.$if(trigger !== undefined, (query) => query.where('trigger_id', '=', trigger ?? ''))
		.groupBy('trigger_id')
		.orderBy('trigger_id')
		.execute();
	return new Map(
		rows.map(({ trigger_id, ...sums }) => [
			trigger_id,
			{
				received: Number(sums.received),
				repeats: Number(sums.repeats),
				redelivered: Number(sums.redelivered),
				abandoned: Number(sums.abandoned),
				refused: Number(sums.refused),
			},
		]),
	);
}
