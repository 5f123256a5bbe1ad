import type { Kysely } from 'kysely';

/** Adds one random secret for the whole installation; see `installation-secret.ts`. */
export async function up(database: Kysely<unknown>): Promise<void> {
	await database.schema
		.createTable('installation')
		.addColumn('name', 'text', (column) => column.primaryKey())
		.addColumn('value', 'text', (column) => column.notNull())
		.execute();
}
