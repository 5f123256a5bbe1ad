import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
	CompiledQuery,
	sql,
	SqliteAdapter,
	SqliteDialect,
	SqliteDriver,
	SqliteQueryCompiler,
	type DatabaseConnection,
	type Driver,
	type SelectModifierNode,
	type TransactionSettings,
} from 'kysely';

import type { Engine } from './engine';
import { nodeSqlite } from './sqlite-statements';
import { explainSqlite, isBusy, isTableMissing, lostFile } from './sqlite-failures';

/**
 * SQLite in Node itself (`node:sqlite`), one connection per process, any number of processes per file.
 *
 * Durability: the write-ahead log with `synchronous = FULL`, one flush to disk for each commit. With `NORMAL` a power
 * cut could take back a commit whose event was already answered with 200
 * (https://sqlite.org/pragma.html#pragma_synchronous); a batch of events is one commit, so the price is one flush per
 * request.
 */

/**
 * Time in ms for which SQLite itself waits for another process. It is short, because Node blocks meanwhile.
 * `transactions.ts` retries for longer and lets other work run between two attempts.
 */
const BUSY_TIMEOUT_MS = 20;

/** Size to which the log is cut when it has been written into the file. */
const JOURNAL_SIZE_LIMIT_BYTES = 67_108_864;

/** Access for the owner of the process only, because of personal data. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** Folder beside the store. */
const SIMULATOR_FILES = 'simulator-files';

/** Opens or creates the file with its folders. Throws what the file system or SQLite throws. */
export function sqliteEngine(file: string): Engine {
	mkdirSync(dirname(file), { recursive: true, mode: FOLDER_MODE });
	closeSync(openSync(file, 'a', FILE_MODE));
	const opened = fileIdentity(file);
	const isLost = () => fileIdentity(file) !== opened;
	return {
		name: 'sqlite',
		dialect: new NodeSqliteDialect(() => open(file), isLost),
		hasSingleWriter: true,
		filesFolder: join(dirname(file), SIMULATOR_FILES),
		currentTime: sql<string>`strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`,
		// The log contains earlier versions of the rows, until it is written into the file and cut.
		scrubStatement: 'pragma wal_checkpoint(truncate)',
		identityFile: `${file}.id`,
		isTransient: isBusy,
		areTablesMissing: isTableMissing,
		explain: (error) => explainSqlite(error, file),
		isLost,
	};
}

function open(file: string): DatabaseSync {
	const database = new DatabaseSync(file);
	try {
		database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
		database.exec('PRAGMA journal_mode = WAL');
		database.exec('PRAGMA synchronous = FULL');
		database.exec('PRAGMA foreign_keys = ON');
		// Deleted content is overwritten. Otherwise the file would still contain texts that were deleted from the tables.
		database.exec('PRAGMA secure_delete = ON');
		database.exec(`PRAGMA journal_size_limit = ${JOURNAL_SIZE_LIMIT_BYTES}`);
		return database;
	} catch (error) {
		database.close();
		throw error;
	}
}

/**
 * Returns the identity of the file with this name, or `undefined` if there is none. Reads `bigint` numbers, because
 * Windows has large ones.
 */
function fileIdentity(file: string): string | undefined {
	const found = statSync(file, { bigint: true, throwIfNoEntry: false });
	return found && `${found.dev}:${found.ino}`;
}

class NodeSqliteDialect extends SqliteDialect {
	readonly #open: () => DatabaseSync;
	readonly #isLost: () => boolean;

	constructor(openDatabase: () => DatabaseSync, isLost: () => boolean) {
		super({ database: async () => nodeSqlite(openDatabase()) });
		this.#open = openDatabase;
		this.#isLost = isLost;
	}

	override createDriver(): Driver {
		return new NodeSqliteDriver(this.#open, this.#isLost);
	}

	override createAdapter(): SqliteAdapter {
		return new NodeSqliteAdapter();
	}

	override createQueryCompiler(): SqliteQueryCompiler {
		return new NodeSqliteQueryCompiler();
	}
}

/** SQLite has no row locks and needs none: a transaction that writes is alone from its beginning. */
class NodeSqliteQueryCompiler extends SqliteQueryCompiler {
	protected override visitSelectModifier(node: SelectModifierNode): void {
		if (node.modifier !== 'ForUpdate') super.visitSelectModifier(node);
	}
}

/**
 * Makes Kysely run all migrations in one transaction. The second of two starting processes waits and then finds them
 * done.
 */
class NodeSqliteAdapter extends SqliteAdapter {
	override get supportsTransactionalDdl(): boolean {
		return true;
	}
}

class NodeSqliteDriver extends SqliteDriver {
	readonly #isLost: () => boolean;

	constructor(openDatabase: () => DatabaseSync, isLost: () => boolean) {
		super({ database: async () => nodeSqlite(openDatabase()) });
		this.#isLost = isLost;
	}

	/**
	 * Takes the write lock before the first read. A deferred transaction that reads, then writes, fails for good when
	 * another process wrote in between.
	 */
	override async beginTransaction(
		connection: DatabaseConnection,
		settings?: TransactionSettings,
	): Promise<void> {
		const isReadOnly = settings?.accessMode === 'read only';
		// A deleted file can still be written to, but is lost when the process ends. Such a write must not be answered with
		// 200.
		if (!isReadOnly && this.#isLost()) throw lostFile();
		await connection.executeQuery(CompiledQuery.raw(isReadOnly ? 'begin' : 'begin immediate'));
	}

	/**
	 * Ignores an error of the rollback. After a full disk SQLite has rolled back already, and its error would hide the
	 * first one.
	 */
	override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
		await super.rollbackTransaction(connection).catch(() => undefined);
	}
}
