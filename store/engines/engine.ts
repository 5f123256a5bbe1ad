import type { Dialect } from 'kysely';

import type { StoreError } from '../store-error';

/**
 * What differs from one database to the next. Everything else in this folder's parent is portable SQL, so a new engine
 * is a few new files here.
 */
export interface Engine {
	readonly name: 'sqlite' | 'postgres';
	/**
	 * A transaction that is `read only` sees one moment of the data. Any other sees what was committed before each of
	 * its statements, and rows that it reads `for update` stay as they are until it ends.
	 */
	readonly dialect: Dialect;
	/** Whether only one transaction of all processes writes at a time, so that nobody needs to agree on an order. */
	readonly hasSingleWriter: boolean;
	/** Where the tables are, in a database that others use as well. */
	readonly schema?: string;
	/** A folder for files that do not belong into tables; without one they go into a table of their own. */
	readonly filesFolder?: string;
	/** A statement that leaves nothing of erased rows outside of the tables. Must not stand in a transaction. */
	readonly scrubStatement?: string;
	/** Whether the same transaction may succeed when it is tried again at once: somebody else was in the way. */
	isTransient(error: unknown): boolean;
	/** The engine's own failures in words for the user; `undefined` for an error that is not the engine's. */
	explain(error: unknown): StoreError | undefined;
	/** Whether what was opened is no longer what is stored, so that it has to be opened anew. */
	isLost(): boolean;
}
