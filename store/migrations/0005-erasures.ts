import type { Kysely } from 'kysely';

/** Records that a customer was erased, without anything that names them; see `erase.ts`. */
export async function up(database: Kysely<unknown>): Promise<void> {
	await database.schema
		.createTable('erasures')
		.addColumn('hash', 'text', (column) => column.notNull())
		.addColumn('id', 'text', (column) => column.notNull())
		.addColumn('at', 'text', (column) => column.notNull())
		.addPrimaryKeyConstraint('erasures_key', ['hash', 'id'])
		.execute();
}
