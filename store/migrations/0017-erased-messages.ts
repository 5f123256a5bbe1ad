import type { Kysely } from 'kysely';

/** Finds the hashes of erased messages by their age, to delete old ones; see `erased-messages.ts`. */
export async function up(database: Kysely<unknown>): Promise<void> {
	await database.schema.createIndex('erasures_age').on('erasures').columns(['id', 'at']).execute();
}
