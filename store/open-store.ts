import { resolve } from 'node:path';
import { Kysely, type LogEvent } from 'kysely';

import { contactsOf } from './contacts';
import { conversationsOf } from './conversations';
import type { Engine } from './engines/engine';
import { explainSqlite } from './engines/sqlite-failures';
import { sqliteEngine } from './engines/sqlite';
import { inboxOf } from './inbox';
import { installationSecretOf } from './installation-secret';
import { messagesOf } from './messages';
import { migrate } from './migrations/migrate';
import { prune } from './prune';
import type { Schema } from './schema';
import { simulatorRecordsOf } from './simulator-records';
import type { Store } from './store';
import { patiently, transactionsOf } from './transactions';

/**
 * Opens the store of this process. Every part of the package that asks for the same file is given the same connection,
 * which is closed when the last of them has closed its own.
 */
const opened = new Map<string, Shared>();

interface Shared {
	engine: Engine;
	store: Promise<Store>;
	users: number;
}

/**
 * Creates the file, its folder and its tables where they are missing.
 *
 * @param options.file path of the SQLite file; the folder must be on a local disk
 * @throws StoreError with title and remedy when the file cannot be opened, written or understood
 */
export async function openStore(options: { file: string }): Promise<Store> {
	const file = resolve(options.file);
	const shared = usable(file) ?? share(file);
	shared.users += 1;
	let isOpen = true;
	try {
		const store = await shared.store;
		return {
			...store,
			close: async () => {
				if (!isOpen) return;
				isOpen = false;
				shared.users -= 1;
				if (shared.users > 0) return;
				if (opened.get(file) === shared) opened.delete(file);
				await store.close();
			},
		};
	} catch (error) {
		if (opened.get(file) === shared) opened.delete(file);
		throw error;
	}
}

/** A file that was deleted or replaced is opened anew; who holds the old one is told so at the next write. */
function usable(file: string): Shared | undefined {
	const shared = opened.get(file);
	return shared?.engine.isLost() ? undefined : shared;
}

function share(file: string): Shared {
	const engine = openEngine(file);
	const shared: Shared = { engine, store: createStore(engine), users: 0 };
	opened.set(file, shared);
	return shared;
}

function openEngine(file: string): Engine {
	try {
		return sqliteEngine(file);
	} catch (error) {
		throw explainSqlite(error, file) ?? error;
	}
}

/**
 * A store of its own on any engine, migrated and ready.
 *
 * @param log is told every statement, with its values: for tests and benchmarks only
 * @throws StoreError as `openStore`
 */
export async function createStore(engine: Engine, log?: (event: LogEvent) => void): Promise<Store> {
	const database = new Kysely<Schema>({ dialect: engine.dialect, ...(log && { log }) });
	try {
		await patiently(engine, () => migrate(database));
	} catch (error) {
		await database.destroy().catch(() => undefined);
		throw error;
	}
	const transactions = transactionsOf(database, engine);
	return {
		inbox: inboxOf(transactions),
		contacts: contactsOf(transactions),
		conversations: conversationsOf(transactions),
		messages: messagesOf(transactions),
		simulator: simulatorRecordsOf(transactions),
		installationSecret: installationSecretOf(transactions),
		prune: (before) => prune(transactions, before),
		close: () => database.destroy(),
	};
}
