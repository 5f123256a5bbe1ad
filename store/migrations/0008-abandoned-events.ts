import type { Kysely } from 'kysely';

/** Counts how often an event was taken over from a dead process, and the events that were abandoned for it. */
export async function up(database: Kysely<unknown>): Promise<void> {
	await database.schema
		.alterTable('inbox')
		.addColumn('takeovers', 'integer', (column) => column.notNull().defaultTo(0))
		.execute();
	await database.schema
		.alterTable('counter_slots')
		.addColumn('abandoned', 'bigint', (column) => column.notNull().defaultTo(0))
		.execute();
}
