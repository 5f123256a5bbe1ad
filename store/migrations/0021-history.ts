import type { Kysely } from 'kysely';

/**
 * Keeps the texts of both sides of a conversation, where a listener asks for it, and when a conversation was closed. The
 * columns are explained in `schema.ts`.
 */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
	await schema
		.createTable('transcript')
		.addColumn('conversation_id', 'text', (column) =>
			column.notNull().references('conversations.id').onDelete('cascade'),
		)
		.addColumn('message_id', 'text', (column) => column.notNull())
		.addColumn('number', 'integer', (column) => column.notNull())
		.addColumn('author', 'text', (column) => column.notNull())
		.addColumn('author_name', 'text')
		.addColumn('type', 'text', (column) => column.notNull())
		.addColumn('text', 'text', (column) => column.notNull())
		.addColumn('at', 'text', (column) => column.notNull())
		.addColumn('expires_at', 'text', (column) => column.notNull())
		.addPrimaryKeyConstraint('transcript_key', ['conversation_id', 'message_id'])
		.execute();
	await schema
		.createIndex('transcript_in_order')
		.on('transcript')
		.columns(['conversation_id', 'at', 'number'])
		.execute();
	for (const column of ['at', 'expires_at']) {
		await schema.createIndex(`transcript_${column}`).on('transcript').column(column).execute();
	}
	await schema.alterTable('listeners').addColumn('keep_texts_days', 'integer').execute();
	await schema.alterTable('conversations').addColumn('closed_at', 'text').execute();
}
