import type { Kysely } from 'kysely';

/** Adds the streams in which messages leave, shared by every process; see `pacing.ts`. */
export async function up(database: Kysely<unknown>): Promise<void> {
	await database.schema
		.createTable('pacing')
		.addColumn('stream', 'text', (column) => column.primaryKey())
		.addColumn('conforms_at', 'double precision', (column) => column.notNull())
		.execute();
	await database.schema
		.createIndex('pacing_conforms_at')
		.on('pacing')
		.column('conforms_at')
		.execute();
}
