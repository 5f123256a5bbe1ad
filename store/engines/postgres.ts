import { createHash } from 'node:crypto';
import { join } from 'node:path';
import {
	ColumnDefinitionNode,
	sql,
	PostgresAdapter,
	PostgresQueryCompiler,
	type DataTypeNode,
	type Dialect,
} from 'kysely';
import type { PoolConfig } from 'pg';

import type { Engine } from './engine';
import { readPostgresAddress } from './postgres-address';
import { PostgresDriver } from './postgres-driver';
import { areTablesMissing, explainPostgres, isTransient } from './postgres-failures';
import { introspectorOf } from './postgres-introspector';
import { postgresNotices } from './postgres-notices';

/**
 * PostgreSQL 13 or later, for any number of processes on any number of machines.
 *
 * Concurrency: READ COMMITTED, where one statement claims (`insert … on conflict do nothing`) and rows that are read to
 * be changed are locked. Serializable transactions would be simpler to reason about, but many webhooks at once make
 * them fail each other: they share the pages of small tables and indexes, and each retry meets the others again.
 */

/**
 * Connections of one process. n8n, its workers and webhook processes have their own, and PostgreSQL accepts 100 by
 * default.
 */
const DEFAULT_POOL_SIZE = 5;
const LARGEST_POOL = 100;

/** Longest wait for a new connection, or for one that becomes free. */
const CONNECT_TIMEOUT_MS = 10_000;
/** The database ends a statement after a minute. After this time, the database itself or the network is gone. */
const ANSWER_TIMEOUT_MS = 70_000;
const IDLE_TIMEOUT_MS = 30_000;

/**
 * Creates the engine, without connecting.
 *
 * @param options.url see `readPostgresAddress`
 * @param options.poolSize most connections of this process, 5 unless given
 * @param options.identityFolder folder for the copy of the store's identity; without it there is none
 * @throws StoreError `badAddress`
 */
export function postgresEngine(options: {
	url: string;
	poolSize?: number;
	identityFolder?: string;
}): Engine {
	const { connectionString, schema } = readPostgresAddress(options.url);
	const config: PoolConfig = {
		application_name: 'n8n-nodes-business-messaging',
		connectionString,
		max: poolSize(options.poolSize),
		connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
		query_timeout: ANSWER_TIMEOUT_MS,
		idleTimeoutMillis: IDLE_TIMEOUT_MS,
		keepAlive: true,
		// An idle connection must not keep a finished command of n8n from ending.
		allowExitOnIdle: true,
	};
	const notices = postgresNotices(config, schema);
	const dialect: Dialect = {
		createDriver: () => new PostgresDriver(config, schema, () => notices.close()),
		createAdapter: () => new PostgresAdapter(),
		createQueryCompiler: () => new BytewiseQueryCompiler(),
		createIntrospector: (database) => introspectorOf(database, schema),
	};
	let isLost = false;
	return {
		name: 'postgres',
		dialect,
		hasSingleWriter: false,
		currentTime: sql<string>`to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
		schema,
		...(options.identityFolder !== undefined && {
			identityFile: join(options.identityFolder, identityFileName(connectionString, schema)),
		}),
		notices,
		isTransient,
		areTablesMissing,
		explain: (error) => {
			isLost ||= areTablesMissing(error);
			return explainPostgres(error);
		},
		isLost: () => isLost,
	};
}

/** Names the file after the database, without its user and password, which may change. */
function identityFileName(connectionString: string, schema: string): string {
	const { host, pathname } = new URL(connectionString);
	const hash = createHash('sha256')
		.update(JSON.stringify([host, pathname, schema]))
		.digest('hex');
	return `postgres-${hash.slice(0, 16)}.id`;
}

function poolSize(wanted = DEFAULT_POOL_SIZE): number {
	return Math.min(LARGEST_POOL, Math.max(1, Math.floor(wanted) || DEFAULT_POOL_SIZE));
}

/** Sorts and compares text by its bytes, as SQLite does, whatever language the database was created for. */
class BytewiseQueryCompiler extends PostgresQueryCompiler {
	protected override visitDataType(node: DataTypeNode): void {
		super.visitDataType(node);
		const { parentNode } = this;
		if (node.dataType === 'text' && parentNode && ColumnDefinitionNode.is(parentNode)) {
			this.append(' collate "C"');
		}
	}
}
