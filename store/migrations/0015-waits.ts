import type { Kysely } from 'kysely';

/**
 * Keeps the questions that executions wait for, and marks the answer of a question in the inbox. The columns are
 * explained in `schema.ts`.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
	const { schema } = database;
	await schema
		.createTable('waits')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('conversation_id', 'text', (column) =>
			column.notNull().references('conversations.id').onDelete('cascade'),
		)
		.addColumn('execution', 'text', (column) => column.notNull())
		.addColumn('settings', 'text', (column) => column.notNull())
		.addColumn('channel', 'text', (column) => column.notNull())
		.addColumn('business_id', 'text', (column) => column.notNull())
		.addColumn('recipient', 'text', (column) => column.notNull())
		.addColumn('message_id', 'text')
		.addColumn('tries_left', 'integer', (column) => column.notNull())
		.addColumn('asked_at', 'text', (column) => column.notNull())
		.addColumn('deadline_at', 'text', (column) => column.notNull())
		.addColumn('remind_at', 'text')
		.addColumn('step', 'text')
		.addColumn('ending', 'text')
		.addColumn('due_at', 'text', (column) => column.notNull())
		.addColumn('calls', 'integer', (column) => column.notNull())
		.execute();
	for (const column of ['conversation_id', 'message_id', 'due_at']) {
		await schema.createIndex(`waits_${column}`).on('waits').column(column).execute();
	}
	await schema.alterTable('inbox').addColumn('question_id', 'text').execute();
}
