import type { Kysely } from 'kysely';

/** Keeps hashes of the texts of the last minute, so that two bots that answer each other are noticed. */
export async function up(database: Kysely<unknown>): Promise<void> {
	for (const column of ['recent_inbound', 'recent_outbound']) {
		await database.schema.alterTable('conversations').addColumn(column, 'text').execute();
	}
}
