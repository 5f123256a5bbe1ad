import { sql, type DatabaseIntrospector, type Kysely, type TableMetadata } from 'kysely';

/**
 * Lists the tables of our schema for the migrator. Kysely's own introspector reads every column of every schema. That
 * is slow next to n8n's tables, and it fails when another client drops a table meanwhile.
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
