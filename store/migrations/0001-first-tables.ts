import { sql, type Kysely } from 'kysely';

/**
 * Creates the tables for inbox, contacts, conversations, sent messages and the Simulator. The columns are explained in
 * `schema.ts`.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
	const { schema } = database;

	await schema
		.createTable('contacts')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('audience', 'text', (column) => column.notNull())
		.addColumn('channel', 'text', (column) => column.notNull())
		.addColumn('phone', 'text')
		.addColumn('user_id', 'text')
		.addColumn('username', 'text')
		.addColumn('name', 'text')
		.addColumn('language', 'text')
		.addColumn('told_at', 'text', (column) => column.notNull())
		.addColumn('tier', 'text')
		.addColumn('tags', 'text', (column) => column.notNull())
		.addColumn('attributes', 'text', (column) => column.notNull())
		.addColumn('customer_id', 'text')
		.addColumn('first_seen_at', 'text', (column) => column.notNull())
		.addColumn('last_seen_at', 'text', (column) => column.notNull())
		.execute();

	await schema
		.createTable('contact_addresses')
		.addColumn('audience', 'text', (column) => column.notNull())
		.addColumn('channel', 'text', (column) => column.notNull())
		.addColumn('address', 'text', (column) => column.notNull())
		.addColumn('contact_id', 'text', (column) =>
			column.notNull().references('contacts.id').onDelete('cascade'),
		)
		.addPrimaryKeyConstraint('contact_addresses_key', ['audience', 'channel', 'address'])
		.execute();
	await schema
		.createIndex('contact_addresses_contact')
		.on('contact_addresses')
		.column('contact_id')
		.execute();

	await schema
		.createTable('consents')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('contact_id', 'text', (column) =>
			column.notNull().references('contacts.id').onDelete('cascade'),
		)
		.addColumn('number', 'integer', (column) => column.notNull())
		.addColumn('state', 'text', (column) => column.notNull())
		.addColumn('scope', 'text', (column) => column.notNull())
		.addColumn('source', 'text', (column) => column.notNull())
		.addColumn('evidence', 'text')
		.addColumn('at', 'text', (column) => column.notNull())
		.addColumn('source_event', 'text')
		.execute();
	await schema
		.createIndex('consents_latest')
		.on('consents')
		.columns(['contact_id', 'scope', 'at', 'number'])
		.execute();
	await schema
		.createIndex('consents_source_event')
		.on('consents')
		.column('source_event')
		.unique()
		.execute();

	await schema
		.createTable('conversations')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('contact_id', 'text', (column) =>
			column.notNull().references('contacts.id').onDelete('cascade'),
		)
		.addColumn('provider', 'text', (column) => column.notNull())
		.addColumn('business_id', 'text', (column) => column.notNull())
		.addColumn('address', 'text', (column) => column.notNull())
		.addColumn('address_at', 'text', (column) => column.notNull())
		.addColumn('window_expires_at', 'text')
		.addColumn('first_inbound_id', 'text')
		.addColumn('last_inbound_id', 'text')
		.addColumn('last_inbound_at', 'text')
		.addColumn('last_outbound_at', 'text')
		.addColumn('handler', 'text', (column) => column.notNull())
		.addColumn('handler_until', 'text')
		.addColumn('handler_service', 'text')
		.addColumn('handler_reason', 'text')
		.addColumn('handler_at', 'text')
		.addColumn('choices', 'text')
		.addColumn('choices_at', 'text')
		.addColumn('created_at', 'text', (column) => column.notNull())
		.addUniqueConstraint('conversations_ends', ['contact_id', 'provider', 'business_id'])
		.execute();

	await schema
		.createTable('messages')
		.addColumn('provider', 'text', (column) => column.notNull())
		.addColumn('message_id', 'text', (column) => column.notNull())
		.addColumn('contact_id', 'text', (column) =>
			column.references('contacts.id').onDelete('cascade'),
		)
		.addColumn('type', 'text', (column) => column.notNull())
		.addColumn('state', 'text', (column) => column.notNull())
		.addColumn('state_rank', 'integer', (column) => column.notNull())
		.addColumn('reference', 'text')
		.addColumn('template_name', 'text')
		.addColumn('campaign', 'text')
		.addColumn('error', 'text')
		.addColumn('at', 'text', (column) => column.notNull())
		.addPrimaryKeyConstraint('messages_key', ['provider', 'message_id'])
		.execute();
	await schema.createIndex('messages_contact').on('messages').column('contact_id').execute();
	await schema.createIndex('messages_at').on('messages').column('at').execute();

	await schema
		.createTable('inbox')
		.addColumn('trigger_id', 'text', (column) => column.notNull())
		.addColumn('event_kind', 'text', (column) => column.notNull())
		.addColumn('event_id', 'text', (column) => column.notNull())
		.addColumn('emitted_kind', 'text', (column) => column.notNull())
		.addColumn('received_at', 'text', (column) => column.notNull())
		.addColumn('position', 'integer', (column) => column.notNull())
		.addColumn('owner', 'text', (column) => column.notNull())
		.addColumn('held_since', 'text', (column) => column.notNull())
		.addColumn('payload', 'text')
		.addPrimaryKeyConstraint('inbox_key', ['trigger_id', 'event_id', 'event_kind'])
		.execute();
	await schema.createIndex('inbox_received_at').on('inbox').column('received_at').execute();
	await schema
		.createIndex('inbox_kept')
		.on('inbox')
		.columns(['owner', 'held_since'])
		.where(sql.ref('payload'), 'is not', null)
		.execute();

	await schema
		.createTable('owners')
		.addColumn('boot_id', 'text', (column) => column.primaryKey())
		.addColumn('hostname', 'text', (column) => column.notNull())
		.addColumn('process_id', 'integer', (column) => column.notNull())
		.addColumn('last_beat_at', 'text', (column) => column.notNull())
		.execute();

	await schema
		.createTable('counters')
		.addColumn('trigger_id', 'text', (column) => column.primaryKey())
		.addColumn('received', 'integer', (column) => column.notNull())
		.addColumn('repeats', 'integer', (column) => column.notNull())
		.addColumn('redelivered', 'integer', (column) => column.notNull())
		.execute();

	await schema
		.createTable('simulator_businesses')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('name', 'text')
		.addColumn('clock_offset', 'bigint', (column) => column.notNull())
		.addColumn('last_number', 'integer', (column) => column.notNull())
		.addColumn('last_used_at', 'text')
		.execute();

	await schema
		.createTable('simulator_entries')
		.addColumn('business_id', 'text', (column) => column.notNull())
		.addColumn('sequence', 'integer', (column) => column.notNull())
		.addColumn('changed', 'integer', (column) => column.notNull())
		.addColumn('message_id', 'text', (column) => column.notNull())
		.addColumn('customer_id', 'text', (column) => column.notNull())
		.addColumn('sender', 'text', (column) => column.notNull())
		.addColumn('content', 'text', (column) => column.notNull())
		.addColumn('state', 'text')
		.addColumn('at', 'text', (column) => column.notNull())
		.addPrimaryKeyConstraint('simulator_entries_key', ['business_id', 'sequence'])
		.execute();
	await schema
		.createIndex('simulator_entries_changed')
		.on('simulator_entries')
		.columns(['business_id', 'changed'])
		.execute();
	await schema
		.createIndex('simulator_entries_message')
		.on('simulator_entries')
		.columns(['business_id', 'message_id'])
		.execute();
	await schema.createIndex('simulator_entries_at').on('simulator_entries').column('at').execute();
}
