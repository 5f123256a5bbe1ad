import { sql, type Kysely } from 'kysely';

/**
 * Keeps the silences of a conversation, and the time of the next look at them. Keeps since when a listener wants
 * conversation updates. Silences begin with the next message: older messages do not say whether they were announced.
 */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
	for (const column of ['customer_silent_since', 'agent_silent_since', 'look_at']) {
		await schema.alterTable('conversations').addColumn(column, 'text').execute();
	}
	await schema
		.alterTable('conversations')
		.addColumn('is_silence_announced', 'integer', (column) => column.notNull().defaultTo(0))
		.execute();
	await schema
		.createIndex('conversations_by_look_at')
		.on('conversations')
		.columns(['account', 'look_at', 'id'])
		.where(sql.ref('look_at'), 'is not', null)
		.execute();
	await schema
		.createIndex('simulator_businesses_with_moved_clock')
		.on('simulator_businesses')
		.columns(['id'])
		.where(sql<boolean>`clock_offset <> 0`)
		.execute();
	for (const column of ['update_minutes', 'updates_since']) {
		await schema.alterTable('listeners').addColumn(column, 'text').execute();
	}
	await schema
		.alterTable('listeners')
		.addColumn('updates_clock_offset', 'integer', (column) => column.notNull().defaultTo(0))
		.execute();
}
