import type { Kysely } from 'kysely';

/** Records the sends of campaigns, and the columns for reports and limits; see `campaigns.ts` and `reports.ts`. */
export async function up(database: Kysely<unknown>): Promise<void> {
	const { schema } = database;

	await schema
		.createTable('campaign_sends')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('campaign', 'text', (column) => column.notNull())
		.addColumn('contact_id', 'text', (column) =>
			column.references('contacts.id').onDelete('set null'),
		)
		.addColumn('provider', 'text', (column) => column.notNull())
		.addColumn('business_id', 'text', (column) => column.notNull())
		.addColumn('template_name', 'text')
		.addColumn('state', 'text', (column) => column.notNull())
		.addColumn('owner', 'text', (column) => column.notNull())
		.addColumn('at', 'text', (column) => column.notNull())
		.addColumn('message_id', 'text')
		.addColumn('error_code', 'text')
		.addColumn('error_title', 'text')
		.execute();
	for (const [name, columns] of [
		['campaign_sends_contact', ['contact_id', 'campaign']],
		['campaign_sends_campaign', ['campaign', 'at']],
		['campaign_sends_template', ['template_name', 'at']],
		['campaign_sends_at', ['at']],
	] as const) {
		await schema
			.createIndex(name)
			.on('campaign_sends')
			.columns([...columns])
			.execute();
	}

	for (const column of ['business_id', 'category', 'error_code', 'error_title']) {
		await schema.alterTable('messages').addColumn(column, 'text').execute();
	}
	await schema.alterTable('messages').addColumn('business_initiated', 'integer').execute();
	for (const [name, columns] of [
		['messages_provider', ['provider', 'at']],
		['messages_business', ['provider', 'business_id', 'at']],
		['messages_template', ['provider', 'template_name', 'at']],
	] as const) {
		await schema
			.createIndex(name)
			.on('messages')
			.columns([...columns])
			.execute();
	}
}
