import type { Dialect } from 'kysely';

import type { StoreError } from '../store-error';

/**
 * What differs from one database to the next. Everything else in this folder's parent is portable SQL, so a new engine
 * is one new file here.
 */
export interface Engine {
	readonly name: 'sqlite';
	/**
	 * Transactions of this dialect read and write as if they were alone: SQLite takes the write lock when they begin,
	 * others run them serializable. A transaction that is `read only` sees one moment of the data.
	 */
	readonly dialect: Dialect;
	/** Whether the same transaction may succeed when it is tried again at once: somebody else was writing. */
	isTransient(error: unknown): boolean;
	/** The engine's own failures in words for the user; `undefined` for an error that is not the engine's. */
	explain(error: unknown): StoreError | undefined;
	/** Whether what was opened is no longer what is stored, so that it has to be opened anew. */
	isLost(): boolean;
}
