import type { Kysely } from 'kysely';

/** Adds a table for files of simulated chats, and an index for the chat of one customer. */
export async function up(database: Kysely<unknown>): Promise<void> {
	await database.schema
		.createTable('simulator_files')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('business_id', 'text', (column) => column.notNull())
		.addColumn('sequence', 'integer', (column) => column.notNull())
		.addColumn('customer_id', 'text', (column) => column.notNull())
		.addColumn('message_id', 'text', (column) => column.notNull())
		.addColumn('mime_type', 'text', (column) => column.notNull())
		.addColumn('file_name', 'text')
		.addColumn('size_bytes', 'integer', (column) => column.notNull())
		.addColumn('content', 'text')
		.addColumn('at', 'text', (column) => column.notNull())
		.execute();
	await database.schema
		.createIndex('simulator_files_order')
		.on('simulator_files')
		.columns(['business_id', 'sequence'])
		.execute();
	await database.schema
		.createIndex('simulator_files_message')
		.on('simulator_files')
		.columns(['business_id', 'message_id'])
		.execute();
	await database.schema
		.createIndex('simulator_files_at')
		.on('simulator_files')
		.column('at')
		.execute();
	await database.schema
		.createIndex('simulator_entries_customer')
		.on('simulator_entries')
		.columns(['business_id', 'customer_id', 'sequence'])
		.execute();
}
