import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type { PoolClient } from 'pg';

import { isUseless } from './postgres-failures';

/** A connection of the pool while it is in use. After a failure it answers nothing more, and the pool drops it. */
export class PostgresConnection implements DatabaseConnection {
	/** Identifies the running transaction after a lost connection. Only set for one that may write. */
	transactionId: string | undefined;
	readonly #client: PoolClient;
	#failure: Error | undefined;

	constructor(client: PoolClient) {
		this.#client = client;
	}

	async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
		const { rows, rowCount } = await this.#attempt(() =>
			this.#client.query(query.sql, query.parameters.map(storable)),
		);
		return {
			rows: rows as Row[],
			...(rowCount !== null && { numAffectedRows: BigInt(rowCount) }),
		};
	}

	streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
		throw new Error('The store reads no streams');
	}

	/** Executes several statements in one message, and returns the rows of the last. */
	async executeScript(statements: readonly string[]): Promise<Record<string, unknown>[]> {
		const results: unknown = await this.#attempt(() => this.#client.query(statements.join('; ')));
		const last: unknown = Array.isArray(results) ? results.at(-1) : results;
		return (last as { rows: Record<string, unknown>[] }).rows;
	}

	release(): void {
		this.#client.release(this.#failure);
	}

	async #attempt<Result>(work: () => Promise<Result>): Promise<Result> {
		if (this.#failure) throw this.#failure;
		try {
			return await work();
		} catch (error) {
			if (error instanceof Error && isUseless(error)) this.#failure = error;
			throw error;
		}
	}
}

/** The one character that PostgreSQL cannot store, and its replacement. */
const NUL = '\u0000';
const REPLACEMENT = '\uFFFD';

/** Replaces NUL, because a customer's name must never keep a whole batch from being accepted. */
function storable(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(storable);
	return typeof value === 'string' ? value.replaceAll(NUL, REPLACEMENT) : value;
}
