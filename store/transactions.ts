import { setTimeout as pause } from 'node:timers/promises';
import { CompiledQuery, type Kysely, type RawBuilder } from 'kysely';

import type { Engine } from './engines/engine';
import type { Schema } from './schema';

/**
 * Every method of the store is one transaction. When another process is in its way it is tried again, which is safe
 * because a transaction that failed has left nothing behind.
 *
 * What is locked is locked in this order everywhere, so that two transactions seldom wait for each other: claims,
 * people by their ids, what belongs to them, counters, owners.
 */

/** A running transaction. */
export type Transaction = Kysely<Schema>;

export interface Transactions {
	/** All or nothing. What it reads may change before it writes, unless it reads it `for update`. */
	write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
	/** Sees one moment of the data. */
	read<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
	/** To be called after rows of a person were erased. Never rejects: they are gone from the tables all the same. */
	scrub(): Promise<void>;
	/** The engine's own failure in words for the user, or the error as it is. */
	explain(error: unknown): unknown;
	/** As of the engine. */
	readonly hasSingleWriter: boolean;
	/** As of the engine. */
	readonly currentTime: RawBuilder<string>;
}

/** Other processes write for milliseconds, a database restarts within seconds, and providers wait longer than that. */
const RETRY_FOR_MS = 8_000;
/** However long each of them took. */
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
	};
}

/** Repeats what failed because of others, and explains what failed for good. */
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
		// The chance in it keeps processes that collided once from colliding for ever.
		await pause(Math.random() * Math.min(MAX_PAUSE_MS, 5 * attempts) + 1);
	}
}
