import { sql, type DatabaseIntrospector, type Kysely, type TableMetadata } from 'kysely';

/**
 * Tells the migrator which tables there are, in our schema only. Kysely's own looks at every column of every schema:
 * slow beside n8n's tables, and it fails when somebody drops a table of theirs meanwhile.
 */
export function introspectorOf(database: Kysely<unknown>, schema: string): DatabaseIntrospector {
	const getTables = async (): Promise<TableMetadata[]> => {
		const { rows } = await sql<{ name: string }>`
			select relname as name from pg_catalog.pg_class
			join pg_catalog.pg_namespace on pg_namespace.oid = relnamespace
			where nspname = ${schema} and relkind in ('r', 'p')
		`.execute(database);
		return rows.map(({ name }) => ({ name, schema, isView: false, columns: [] }));
	};
	return {
		getTables,
		getMetadata: async () => ({ tables: await getTables() }),
		getSchemas: async () => {
			const { rows } = await sql<{ name: string }>`
				select nspname as name from pg_catalog.pg_namespace where nspname = ${schema}
			`.execute(database);
			return rows;
		},
	};
}
