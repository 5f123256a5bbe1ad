import { sql, type Kysely } from 'kysely';

/**
 * Keeps team, agent and ticket of a conversation, and the bot's memory of it. A conversation from before has had its
 * handler since the last change of it.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
	const { schema } = database;
	const texts = [
		...['handler_team', 'handler_agent_id', 'handler_agent_name', 'handler_ticket_id'],
		...['last_agent_id', 'step', 'state_values', 'state_expires_at', 'state_at', 'account'],
	];
	for (const column of texts) {
		await schema.alterTable('conversations').addColumn(column, 'text').execute();
	}
	await schema
		.alterTable('conversations')
		.addColumn('handler_since', 'text', (column) => column.notNull().defaultTo(''))
		.execute();
	await sql`update conversations set handler_since = coalesce(handler_at, created_at)`.execute(
		database,
	);
	await createQueueIndexes(database);
}

/** Creates an index for each filter of a list. Those of states that few conversations have hold only these. */
async function createQueueIndexes({ schema }: Kysely<unknown>): Promise<void> {
	const byQueue = ['handler', 'handler_team', 'handler_agent_id', 'step'] as const;
	for (const column of byQueue) {
		const index = schema
			.createIndex(`conversations_by_${column}`)
			.on('conversations')
			.columns([column, 'handler_since', 'id']);
		const isRare = column !== 'handler';
		await (isRare ? index.where(sql.ref(column), 'is not', null) : index).execute();
	}
	await schema
		.createIndex('conversations_by_since')
		.on('conversations')
		.columns(['provider', 'handler_since', 'id'])
		.execute();
	for (const column of ['handler_until', 'window_expires_at']) {
		await schema
			.createIndex(`conversations_by_${column}`)
			.on('conversations')
			.columns([column, 'id'])
			.where(sql.ref(column), 'is not', null)
			.execute();
	}
	await schema
		.createIndex('conversations_unanswered')
		.on('conversations')
		.columns(['last_inbound_at', 'id'])
		.where(sql<boolean>`(last_outbound_at is null or last_outbound_at < last_inbound_at)`)
		.execute();
}
