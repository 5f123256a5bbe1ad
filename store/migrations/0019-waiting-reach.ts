import type { Kysely } from 'kysely';

/** Adds to each process whether it reaches n8n's address of waiting executions. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
	await schema.alterTable('owners').addColumn('reaches_waiting', 'integer').execute();
}
