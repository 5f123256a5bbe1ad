import type { Kysely } from 'kysely';

/** Adds the phone number of each business. Its country decides how customers' numbers without country code are read. */
export async function up(database: Kysely<unknown>): Promise<void> {
	await database.schema
		.createTable('business_numbers')
		.addColumn('provider', 'text', (column) => column.notNull())
		.addColumn('business_id', 'text', (column) => column.notNull())
		.addColumn('phone', 'text', (column) => column.notNull())
		.addPrimaryKeyConstraint('business_numbers_key', ['provider', 'business_id'])
		.execute();
}
