import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

import { openStore, type StoreLocation } from '../../store/open-store';
import type { Store } from '../../store/contracts/store';
import { POSTGRES_URL_VARIABLE } from './global-postgres';

/** The engines on which every rule of the store is tested; an engine that is added here is tested on all of them. */
export interface TestedEngine {
	name: string;
	/** A place of its own for a store that nobody has opened yet, and how to get rid of it. */
	place(): Promise<{ location: StoreLocation; remove: () => Promise<void> }>;
	/** A store of its own on an empty database, and how to get rid of it. */
	create(): Promise<{ store: Store; dispose: () => Promise<void> }>;
}

/** Of the server that `global-postgres.ts` has started; without one, the engine is not declared. */
export const POSTGRES_URL = process.env[POSTGRES_URL_VARIABLE];

export const ENGINES: TestedEngine[] = [
	engine('sqlite', async () => {
		const folder = temporaryFolder();
		return {
			location: { file: join(folder, 'new', 'store.sqlite') },
			remove: async () => removeFolder(folder),
		};
	}),
	...(POSTGRES_URL === undefined
		? []
		: [engine('postgres', async () => postgresPlace(POSTGRES_URL))]),
];

function engine(name: string, place: TestedEngine['place']): TestedEngine {
	return {
		name,
		place,
		async create() {
			const { location, remove } = await place();
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

/** A schema of its own that nobody has created yet. */
export function postgresPlace(
	url: string,
): Awaited<ReturnType<TestedEngine['place']>> & { schema: string } {
	const schema = `test_${randomBytes(6).toString('hex')}`;
	return {
		schema,
		location: { url: `${url}?schema=${schema}` },
		remove: async () => {
			await onPostgres(url, `drop schema if exists "${schema}" cascade`);
		},
	};
}

/** Rows of the last statement. */
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
