import { setTimeout as pause } from 'node:timers/promises';
import { CompiledQuery, type Kysely, type RawBuilder } from 'kysely';

import type { Engine, Notices } from './engines/engine';
import type { Schema } from './schema';

/**
 * Transactions of the store: every method is one. A transaction that conflicts with another process is retried, which
 * is safe because a failed transaction has written nothing. To make deadlocks rare, locks are always taken in this
 * order: claims, contacts by their ids, the rows that belong to them, counters, owners.
 */

/** A running transaction. */
export type Transaction = Kysely<Schema>;

export interface Transactions {
	/** Runs a transaction that may write. Rows that it reads may change before it writes, unless read `for update`. */
	write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
	/** Runs a transaction that sees a snapshot of the data. */
	read<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
	/** Removes erased rows from outside of the tables. Never rejects: they are gone from the tables in any case. */
	scrub(): Promise<void>;
	/** Returns the engine's own failure explained to the user, or any other error unchanged. */
	explain(error: unknown): unknown;
	/** See `Engine`. */
	readonly hasSingleWriter: boolean;
	/** The same as that of the engine. */
	readonly currentTime: RawBuilder<string>;
	/** The same as those of the engine. */
	readonly notices: Notices | undefined;
}

/** Other processes write for milliseconds, a database restarts within seconds, and providers wait longer than this. */
const RETRY_FOR_MS = 8_000;
/** Number of attempts, however long each of them takes. */
const MIN_ATTEMPTS = 5;
const MAX_PAUSE_MS = 100;

export function transactionsOf(database: Kysely<Schema>, engine: Engine): Transactions {
	return {
		write: (work) => retryTransient(engine, () => database.transaction().execute(work)),
		read: (work) =>
			retryTransient(engine, () => database.transaction().setAccessMode('read only').execute(work)),
		scrub: async () => {
			if (engine.scrubStatement === undefined) return;
			const statement = CompiledQuery.raw(engine.scrubStatement);
			await database.executeQuery(statement).catch(() => undefined);
		},
		explain: (error) => engine.explain(error) ?? error,
		hasSingleWriter: engine.hasSingleWriter,
		currentTime: engine.currentTime,
		notices: engine.notices,
	};
}

/** Retries an attempt that conflicts with another process, and explains a final failure. */
export async function retryTransient<T>(
	engine: Pick<Engine, 'isTransient' | 'explain'>,
	attempt: () => Promise<T>,
): Promise<T> {
	const end = performance.now() + RETRY_FOR_MS;
	for (let attempts = 1; ; attempts++) {
		try {
			return await attempt();
		} catch (error) {
			const isExhausted = attempts >= MIN_ATTEMPTS && performance.now() >= end;
			if (isExhausted || !engine.isTransient(error)) throw engine.explain(error) ?? error;
		}
		// A random pause, so that processes that collided once do not collide again.
		await pause(Math.random() * Math.min(MAX_PAUSE_MS, 5 * attempts) + 1);
	}
}
