import type { Dialect, RawBuilder } from 'kysely';

import type { StoreError } from '../store-error';

/** Notices between processes that share a store: kept events wait for a start. A notice can get lost. */
export interface Notices {
	/**
	 * Returns a statement that sends a notice when its transaction commits.
	 *
	 * @param dueInMs time until the events may start
	 */
	send(dueInMs: number): RawBuilder<unknown>;
	/**
	 * Calls `heard` for each notice, including those of this process, and after each connection. Returns a function that
	 * stops this. Closing the store stops it, too.
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
	 * Opens connections and transactions. A `read only` transaction sees a snapshot of the data. Each statement of any
	 * other sees the commits before it, and rows that it reads `for update` do not change until it ends.
	 */
	readonly dialect: Dialect;
	/** Whether only one transaction of all processes can write at a time, so that locks need no order. */
	readonly hasSingleWriter: boolean;
	/** The time of the database, as ISO 8601 UTC with milliseconds. */
	readonly currentTime: RawBuilder<string>;
	/** The schema of the tables, in a database that has others as well. */
	readonly schema?: string;
	/** A folder for files. Without one they are kept in a table. */
	readonly filesFolder?: string;
	/** The file with the copy of the store's identity; see `store-identity.ts`. */
	readonly identityFile?: string;
	/** Absent if the engine cannot notify other processes. */
	readonly notices?: Notices;
	/** A statement that removes erased rows from outside of the tables. It cannot run in a transaction. */
	readonly scrubStatement?: string;
	/** Returns whether the error is a conflict with another process, so that an immediate retry may succeed. */
	isTransient(error: unknown): boolean;
	/** Returns whether the error says that a table or the schema does not exist. */
	areTablesMissing(error: unknown): boolean;
	/** Explains the engine's own failures to the user; `undefined` for an error that is not the engine's. */
	explain(error: unknown): StoreError | undefined;
	/** Returns whether the opened store was deleted or replaced, so that it must be opened again. */
	isLost(): boolean;
}
