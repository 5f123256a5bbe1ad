import type { Kysely } from 'kysely';

/** Spreads the counters of a trigger over several rows; see `counters.ts`. */
export async function up(database: Kysely<CountersBefore & CountersAfter>): Promise<void> {
	await database.schema
		.createTable('counter_slots')
		.addColumn('trigger_id', 'text', (column) => column.notNull())
		.addColumn('slot', 'integer', (column) => column.notNull())
		.addColumn('received', 'bigint', (column) => column.notNull())
		.addColumn('repeats', 'bigint', (column) => column.notNull())
		.addColumn('redelivered', 'bigint', (column) => column.notNull())
		.addPrimaryKeyConstraint('counter_slots_key', ['trigger_id', 'slot'])
		.execute();
	await database
		.insertInto('counter_slots')
		.columns(['trigger_id', 'slot', 'received', 'repeats', 'redelivered'])
		.expression((select) =>
			select
				.selectFrom('counters')
				.select(({ lit }) => [
					'trigger_id',
					lit(0).as('slot'),
					'received',
					'repeats',
					'redelivered',
				]),
		)
		.execute();
	await database.schema.dropTable('counters').execute();
}

interface Counters {
	trigger_id: string;
	received: number;
	repeats: number;
	redelivered: number;
}
interface CountersBefore {
	counters: Counters;
}
interface CountersAfter {
	counter_slots: Counters & { slot: number };
}
