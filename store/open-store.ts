import { resolve } from 'node:path';
import { Kysely, type LogEvent } from 'kysely';

import { agentsOf } from './agents';
import { businessesOf } from './business-numbers';
import { campaignsOf } from './campaigns';
import { contactsOf } from './contacts';
import { conversationsOf } from './conversations';
import type { Engine } from './engines/engine';
import { postgresEngine } from './engines/postgres';
import { explainSqlite } from './engines/sqlite-failures';
import { sqliteEngine } from './engines/sqlite';
import { erasuresOf } from './erase';
import { fileFolder } from './file-folder';
import { historyOf } from './history';
import { inboxOf } from './inbox';
import { listenersStore } from './listeners';
import { installationSecretOf } from './installation-secret';
import { messagesOf } from './messages';
import { mergeSpellings } from './merge-spellings';
import { migrate } from './migrations/migrate';
import { pacingOf } from './pacing';
import { prune } from './prune';
import { reportsOf } from './reports';
import type { Schema } from './schema';
import { sendOutcomesOf } from './send-outcomes';
import { simulatorRecordsOf } from './simulator-records';
import type { Store } from './contracts/store';
import { copyIdentity, refuseReplacedStore } from './store-identity';
import { TextRetention } from './text-retention';
import { retryTransient, transactionsOf } from './transactions';
import { waitsOf } from './waits';

/**
 * Stores that this process has opened. Callers with the same location share connections, which are closed when the last
 * caller has closed its own.
 */
const opened = new Map<string, Shared>();

interface Shared {
	engine: Engine;
	store: Promise<Store>;
	users: number;
}

export type StoreLocation =
	/** Path of the SQLite file; the folder must be on a local disk. */
	| { file: string }
	/**
	 * Address of a PostgreSQL database, `postgres://user:password@host:5432/database?schema=…`; without a schema it is
	 * `business_messaging`.
	 */
	| {
			url: string;
			/** Most connections of this process, 5 by default. The first caller decides. */
			poolSize?: number;
			/** Folder for the copy of the store's identity, which reveals a replaced store. */
			identityFolder?: string;
	  };

/**
 * Creates the file with its folder, or the schema, and the tables where they are missing.
 *
 * @throws StoreError with title and remedy when the place cannot be reached, opened, written or understood
 */
export async function openStore(location: StoreLocation): Promise<Store> {
	const place = 'file' in location ? resolve(location.file) : location.url;
	const shared = usable(place) ?? share(place, location);
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
				if (opened.get(place) === shared) opened.delete(place);
				await store.close();
			},
		};
	} catch (error) {
		if (opened.get(place) === shared) opened.delete(place);
		throw error;
	}
}

/** Returns the opened store unless it was deleted or replaced. Users of the old one get an error at the next write. */
function usable(place: string): Shared | undefined {
	const shared = opened.get(place);
	return shared?.engine.isLost() ? undefined : shared;
}

function share(place: string, location: StoreLocation): Shared {
	const engine = 'file' in location ? openFile(place) : postgresEngine(location);
	const shared: Shared = { engine, store: createStore(engine), users: 0 };
	opened.set(place, shared);
	return shared;
}

function openFile(file: string): Engine {
	try {
		return sqliteEngine(file);
	} catch (error) {
		throw explainSqlite(error, file) ?? error;
	}
}

/**
 * Opens a new store on any engine, and migrates it.
 *
 * @param log is called with every statement and its values: for tests and benchmarks only
 * @throws StoreError as `openStore`
 */
export async function createStore(engine: Engine, log?: (event: LogEvent) => void): Promise<Store> {
	const database = new Kysely<Schema>({ dialect: engine.dialect, ...(log && { log }) });
	const transactions = transactionsOf(database, engine);
	try {
		await retryTransient(engine, async () => {
			await refuseReplacedStore(database, engine);
			await migrate(database, engine.schema);
			await copyIdentity(database, engine);
		});
		await mergeSpellings(transactions);
	} catch (error) {
		await database.destroy().catch(() => undefined);
		throw error;
	}
	const installationSecret = installationSecretOf(transactions);
	const folder = engine.filesFolder === undefined ? undefined : fileFolder(engine.filesFolder);
	const retention = new TextRetention();
	return {
		inbox: inboxOf(transactions),
		waits: waitsOf(transactions),
		listeners: listenersStore(transactions, retention),
		businesses: businessesOf(transactions),
		contacts: contactsOf(transactions),
		conversations: conversationsOf(transactions),
		history: historyOf(transactions, retention),
		agents: agentsOf(transactions),
		messages: messagesOf(transactions, retention),
		campaigns: campaignsOf(transactions),
		sendOutcomes: sendOutcomesOf(transactions),
		reports: reportsOf(transactions),
		erasures: erasuresOf(transactions, installationSecret, folder),
		simulator: simulatorRecordsOf(transactions, folder),
		pacing: pacingOf(transactions),
		isShared: engine.name !== 'sqlite',
		installationSecret,
		prune: async (before, now) => {
			await mergeSpellings(transactions);
			return await prune(transactions, before, now, folder);
		},
		close: () => database.destroy(),
	};
}
