import type { Kysely } from 'kysely';

/** Keeps the outcome of each send, so that a repeat of n8n's own sends nothing twice. */
export async function up(database: Kysely<unknown>): Promise<void> {
	const { schema } = database;
	await schema
		.createTable('send_outcomes')
		.addColumn('key', 'text', (column) => column.primaryKey())
		.addColumn('state', 'text', (column) => column.notNull())
		.addColumn('execution_id', 'text', (column) => column.notNull())
		.addColumn('message_id', 'text')
		.addColumn('contact_id', 'text')
		.addColumn('result', 'text', (column) => column.notNull())
		.addColumn('at', 'text', (column) => column.notNull())
		.execute();
	for (const column of ['contact_id', 'at']) {
		await schema
			.createIndex(`send_outcomes_${column}`)
			.on('send_outcomes')
			.column(column)
			.execute();
	}
}
