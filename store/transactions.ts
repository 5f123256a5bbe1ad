import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';

import type { Engine } from './engines/engine';
import type { Schema } from './schema';

/**
 * Every method of the store is one transaction. When another process is writing it is tried again, which is safe
 * because a transaction that failed has left nothing behind.
 */

/** A running transaction. */
export type Transaction = Kysely<Schema>;

export interface Transactions {
	/** All or nothing, alone: what it reads cannot change before it writes. */
	write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
	/** Sees one moment of the data. */
	read<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
}

/** About eight seconds of patience in all: other processes write for milliseconds, and providers wait longer than that. */
const MOST_TRIES = 120;
const LONGEST_PAUSE_MS = 100;

export function transactionsOf(database: Kysely<Schema>, engine: Engine): Transactions {
	return {
		write: (work) =>
			patiently(engine, () =>
				database.transaction().setIsolationLevel('serializable').execute(work),
			),
		read: (work) =>
			patiently(engine, () => database.transaction().setAccessMode('read only').execute(work)),
	};
}

/** Repeats what failed because of others, and explains what failed for good. */
export async function patiently<T>(
	engine: Pick<Engine, 'isTransient' | 'explain'>,
	attempt: () => Promise<T>,
): Promise<T> {
	for (let tries = 1; ; tries++) {
		try {
			return await attempt();
		} catch (error) {
			if (!engine.isTransient(error) || tries >= MOST_TRIES) throw engine.explain(error) ?? error;
		}
		// The chance in it keeps processes that collided once from colliding for ever.
		await pause(Math.random() * Math.min(LONGEST_PAUSE_MS, 5 * tries) + 1);
	}
}
