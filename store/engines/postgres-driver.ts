import type { DatabaseConnection, Driver, TransactionSettings } from 'kysely';
import { Pool, type PoolConfig } from 'pg';

import { wasCommitted } from './postgres-commit';
import { PostgresConnection } from './postgres-connection';
import { isUseless } from './postgres-failures';

/**
 * Kysely's driver over a pool of `pg`. Every transaction sets its settings in the message that begins it. That costs no
 * round trip, and works behind poolers that forget or refuse the settings of a session.
 */

/** Ends a statement that hangs. No statement of the store takes this long. */
const STATEMENT_TIMEOUT_MS = 60_000;
/** Time for which another transaction may lock a contact's row: a batch of a thousand events takes a few seconds. */
const LOCK_TIMEOUT_MS = 5_000;
/** A process that hangs in a transaction must not keep others from a contact's row. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 15_000;

export class PostgresDriver implements Driver {
	readonly #config: PoolConfig;
	readonly #prelude: readonly string[];
	#pool: Pool | undefined;

	/** @param whenDestroyed ends the connections that are not part of the pool */
	constructor(
		config: PoolConfig,
		schema: string,
		private readonly whenDestroyed: () => void,
	) {
		this.#config = config;
		this.#prelude = [
			`set local search_path to "${schema}"`,
			`set local statement_timeout to ${STATEMENT_TIMEOUT_MS}`,
			`set local lock_timeout to ${LOCK_TIMEOUT_MS}`,
			`set local idle_in_transaction_session_timeout to ${IDLE_IN_TRANSACTION_TIMEOUT_MS}`,
		];
	}

	async init(): Promise<void> {
		const pool = new Pool(this.#config);
		// An error without a listener would end the process. The user of the connection gets it from its query.
		pool.on('error', () => undefined);
		pool.on('connect', (client) => client.on('error', () => undefined));
		this.#pool = pool;
	}

	async acquireConnection(): Promise<DatabaseConnection> {
		if (!this.#pool) throw new Error('driver has already been destroyed');
		return new PostgresConnection(await this.#pool.connect());
	}

	/** Names a transaction that may write, so that its outcome can be queried when the answer to its commit is lost. */
	async beginTransaction(
		connection: DatabaseConnection,
		settings: TransactionSettings,
	): Promise<void> {
		const ours = own(connection);
		ours.transactionId = undefined;
		const isReadOnly = settings.accessMode === 'read only';
		try {
			const rows = await ours.executeScript([
				isReadOnly
					? 'begin isolation level repeatable read read only'
					: 'begin isolation level read committed',
				...this.#prelude,
				...(isReadOnly ? [] : ['select pg_current_xact_id()::text as id']),
			]);
			if (!isReadOnly) ours.transactionId = String(rows[0]?.['id']);
		} catch (error) {
			// Kysely rolls back only a transaction that has begun. The connection would stay in a failed transaction.
			await this.rollbackTransaction(connection);
			throw error;
		}
	}

	async commitTransaction(connection: DatabaseConnection): Promise<void> {
		const ours = own(connection);
		try {
			await ours.executeScript(['commit']);
		} catch (error) {
			if (!isUseless(error) || ours.transactionId === undefined) throw error;
			if (!(await wasCommitted(this.#config, ours.transactionId))) throw error;
		}
	}

	/**
	 * Ignores an error of the rollback. A lost connection has rolled back already, and its error would hide the first one.
	 */
	async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
		await own(connection)
			.executeScript(['rollback'])
			.catch(() => undefined);
	}

	async releaseConnection(connection: DatabaseConnection): Promise<void> {
		own(connection).release();
	}

	async destroy(): Promise<void> {
		const pool = this.#pool;
		this.#pool = undefined;
		this.whenDestroyed();
		await pool?.end();
	}
}

function own(connection: DatabaseConnection): PostgresConnection {
	if (connection instanceof PostgresConnection) return connection;
	throw new TypeError('The connection belongs to another driver');
}
