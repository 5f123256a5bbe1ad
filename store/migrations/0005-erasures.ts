import type { Kysely } from 'kysely';

/** That a person was erased, without anything that names the person; see `erase.ts`. */
export async function up(database: Kysely<unknown>): Promise<void> {
	await database.schema
		.createTable('erasures')
		.addColumn('hash', 'text', (column) => column.notNull())
		.addColumn('id', 'text', (column) => column.notNull())
		.addColumn('at', 'text', (column) => column.notNull())
		.addPrimaryKeyConstraint('erasures_key', ['hash', 'id'])
		.execute();
}
