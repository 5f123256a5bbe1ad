import { sql, type Kysely } from 'kysely';

/** Creates the indexes by which a contact is found: customer id, ticket, and the order of a search by attribute. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
	await schema
		.createIndex('contacts_by_customer_id')
		.on('contacts')
		.columns(['audience', 'customer_id'])
		.where(sql.ref('customer_id'), 'is not', null)
		.execute();
	await schema
		.createIndex('contacts_by_last_seen_at')
		.on('contacts')
		.columns(['audience', 'last_seen_at', 'id'])
		.execute();
	await schema
		.createIndex('conversations_by_handler_ticket_id')
		.on('conversations')
		.columns(['handler_ticket_id'])
		.where(sql.ref('handler_ticket_id'), 'is not', null)
		.execute();
}
