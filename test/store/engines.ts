import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';

import { openStore, type StoreLocation } from '../../store/open-store';
import type { Store } from '../../store/contracts/store';
import { emptyStoreFile } from '../fixtures/empty-store-file';
import { POSTGRES_URL_VARIABLE } from './global-postgres';

/** The engines on which every rule of the store is tested; an engine that is added here is tested on all of them. */
export interface TestedEngine {
	name: string;
	/** Returns a location without tables, and a function that removes it. */
	newLocation(): Promise<TemporaryLocation>;
	/** Returns an open store without rows, and a function that removes it. Its tables come from a template. */
	create(): Promise<{ store: Store; dispose: () => Promise<void> }>;
}

interface TemporaryLocation {
	location: StoreLocation;
	remove: () => Promise<void>;
}

/** Address of the server that `global-postgres.ts` has started. Without one, the engine is not declared. */
export const POSTGRES_URL = process.env[POSTGRES_URL_VARIABLE];

export const ENGINES: TestedEngine[] = [
	engine('sqlite', temporaryFile, copiedFile),
	...(POSTGRES_URL === undefined
		? []
		: [engine('postgres', async () => temporarySchema(POSTGRES_URL), emptiedSchema(POSTGRES_URL))]),
];

function engine(
	name: string,
	newLocation: TestedEngine['newLocation'],
	withTables: () => Promise<TemporaryLocation>,
): TestedEngine {
	return {
		name,
		newLocation,
		async create() {
			const { location, remove } = await withTables();
			const store = await openStore(location);
			return {
				store,
				dispose: async () => {
					await store.close();
					await remove();
				},
			};
		},
	};
}

async function temporaryFile() {
	const folder = temporaryFolder();
	const file = join(folder, 'new', 'store.sqlite');
	return { location: { file }, remove: async () => removeFolder(folder) };
}

async function copiedFile(): Promise<TemporaryLocation> {
	const created = await temporaryFile();
	mkdirSync(dirname(created.location.file));
	writeFileSync(created.location.file, await emptyStoreFile());
	return created;
}

export function temporarySchema(url: string) {
	const schema = `test_${randomBytes(6).toString('hex')}`;
	return {
		schema,
		location: { url: `${url}?schema=${schema}` },
		remove: async () => {
			await onPostgres(url, `drop schema if exists "${schema}" cascade`);
		},
	};
}

/** Returns an emptied schema, which takes a fraction of the time of creating one or copying a database. */
function emptiedSchema(url: string): () => Promise<TemporaryLocation> {
	const free: Array<ReturnType<typeof temporarySchema>> = [];
	return async () => {
		const schema = free.pop() ?? temporarySchema(url);
		const remove = async () => {
			await onPostgres(url, emptySchema(schema.schema));
			free.push(schema);
		};
		return { location: schema.location, remove };
	};
}

/** Truncates the tables, because deleted rows would slow down the next test. Most tests fill few of the tables. */
function emptySchema(schema: string): string {
	return `do $$ declare name text; has_rows boolean; begin
		for name in select tablename from pg_tables
			where schemaname = '${schema}' and tablename not like 'store_migration%'
		loop
			execute format('select exists (select from %I.%I)', '${schema}', name) into has_rows;
			if has_rows then execute format('truncate %I.%I cascade', '${schema}', name); end if;
		end loop;
	end $$`;
}

/** Returns the rows of the statement. */
export async function onPostgres(url: string, sql: string): Promise<Record<string, unknown>[]> {
	const client = new Client(url);
	await client.connect();
	try {
		return (await client.query(sql)).rows as Record<string, unknown>[];
	} finally {
		await client.end();
	}
}

export function temporaryFolder(): string {
	return mkdtempSync(join(tmpdir(), 'business-messaging-store-'));
}

export function removeFolder(folder: string): void {
	rmSync(folder, { recursive: true, force: true });
}
