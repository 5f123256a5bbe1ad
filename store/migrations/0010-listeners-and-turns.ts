import { sql, type Kysely } from 'kysely';

/**
 * Adds the listeners of each account, the turn of an event among those of its customer, and the execution that has
 * begun with it. The columns are explained in `schema.ts`.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
	const { schema } = database;
	await schema
		.createTable('listeners')
		.addColumn('key', 'text', (column) => column.primaryKey())
		.addColumn('account', 'text', (column) => column.notNull())
		.addColumn('provider', 'text', (column) => column.notNull())
		.addColumn('workflow_name', 'text', (column) => column.notNull())
		.addColumn('url', 'text', (column) => column.notNull())
		.addColumn('verify_token', 'text', (column) => column.notNull())
		.addColumn('webhook_token', 'text', (column) => column.notNull())
		.addColumn('business_id', 'text')
		.addColumn('set_up_by_hand', 'integer', (column) => column.notNull())
		.addColumn('settings', 'text', (column) => column.notNull())
		.addColumn('memory', 'text')
		.addColumn('published_at', 'text', (column) => column.notNull())
		.addColumn('heard_at', 'text')
		.addColumn('expires_at', 'text')
		.addColumn('lost_to', 'text')
		.execute();
	await schema.createIndex('listeners_account').on('listeners').column('account').execute();

	for (const column of ['turn', 'due_at', 'begun_by', 'begun_in']) {
		await schema.alterTable('inbox').addColumn(column, 'text').execute();
	}
	await schema
		.createIndex('inbox_turns')
		.on('inbox')
		.columns(['trigger_id', 'turn'])
		.where(sql.ref('payload'), 'is not', null)
		.execute();
	await schema.alterTable('owners').addColumn('identity', 'text').execute();
	// Events that the version before had started count as begun, because it is unknown whether their executions ended.
	await sql`update inbox set begun_in = owner where payload is not null and owner not like 'not-begun:%'`.execute(
		database,
	);
	await sql`update inbox set owner = 'waiting' where payload is not null and owner like 'not-begun:%'`.execute(
		database,
	);
}
