import type { Dialect, RawBuilder } from 'kysely';

import type { StoreError } from '../store-error';

/** Notices between the processes that share a store: kept events wait for a start. One may get lost. */
export interface Notices {
	/**
	 * Returns a statement that sends a notice when its transaction commits.
	 *
	 * @param dueInMs time until the events may start
	 */
	send(dueInMs: number): RawBuilder<unknown>;
	/**
	 * Calls `heard` for each notice, its own included, and after each connection. Returns what ends that; the end of the
	 * store does, too.
	 */
	listen(heard: (dueInMs: number) => void): () => void;
}

/**
 * The differences between one database and the next. The rest of the store is SQL for databases with ON CONFLICT and
 * RETURNING; `people-locks.ts` has a statement for PostgreSQL only.
 */
export interface Engine {
	readonly name: 'sqlite' | 'postgres';
	/**
	 * A transaction that is `read only` sees one moment of the data. Any other sees what was committed before each of
	 * its statements, and rows that it reads `for update` do not change until it ends.
	 */
	readonly dialect: Dialect;
	/** Whether only one transaction of all processes writes at a time, so that no order of locks is needed. */
	readonly hasSingleWriter: boolean;
	/** The time of the database, as ISO 8601 UTC with milliseconds. */
	readonly currentTime: RawBuilder<string>;
	/** The schema of the tables, in a database that others use as well. */
	readonly schema?: string;
	/** A folder for files that do not belong into tables; without one they are kept in a table. */
	readonly filesFolder?: string;
	/** The file with the copy of the store's identity; see `store-identity.ts`. */
	readonly identityFile?: string;
	/** Absent where no process of another machine can be told. */
	readonly notices?: Notices;
	/** A statement that removes erased rows from outside of the tables. It cannot run in a transaction. */
	readonly scrubStatement?: string;
	/** Whether another process was in the way, so that the same transaction may succeed when it is repeated at once. */
	isTransient(error: unknown): boolean;
	/** Whether the error says that a table or the schema does not exist. */
	areTablesMissing(error: unknown): boolean;
	/** Explains the engine's own failures to the user; `undefined` for an error that is not the engine's. */
	explain(error: unknown): StoreError | undefined;
	/** Whether the opened store is no longer the stored one, so that it must be opened again. */
	isLost(): boolean;
}
