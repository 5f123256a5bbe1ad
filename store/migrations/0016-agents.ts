import type { Kysely } from 'kysely';

/** Keeps who of the agents is away, and who got a conversation last. */
export async function up(database: Kysely<unknown>): Promise<void> {
	await database.schema
		.createTable('agents')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('name', 'text')
		.addColumn('presence', 'text')
		.addColumn('presence_at', 'text')
		.addColumn('assigned_at', 'text')
		.addColumn('assigned_number', 'integer')
		.execute();
}
