import type { Kysely } from 'kysely';

/** Counts the webhooks that a trigger refused. */
export async function up(database: Kysely<unknown>): Promise<void> {
	await database.schema
		.alterTable('counter_slots')
		.addColumn('refused', 'bigint', (column) => column.notNull().defaultTo(0))
		.execute();
}
