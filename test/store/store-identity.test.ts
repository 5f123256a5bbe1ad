import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { openStore, type StoreLocation } from '../../store/open-store';
import { StoreError } from '../../store/store-error';
import {
	onPostgres,
	POSTGRES_URL,
	temporarySchema,
	removeFolder,
	temporaryFolder,
} from './engines';
import { ENDS, minute } from './events';

interface LosableStore {
	location: StoreLocation;
	/** Runs SQL beside the store. */
	run: (sql: string) => Promise<void>;
	/** Loses the store, and leaves what is beside it. */
	lose: () => Promise<void>;
	remove: () => Promise<void>;
}

const LOSABLE_STORES: Array<{ name: string; create: (folder: string) => LosableStore }> = [
	{
		name: 'sqlite',
		create: (folder) => {
			const file = join(folder, 'store.sqlite');
			return {
				location: { file },
				run: async (sql) => {
					const database = new DatabaseSync(file);
					database.exec(sql);
					database.close();
				},
				lose: async () => rmSync(file),
				remove: async () => undefined,
			};
		},
	},
	...(POSTGRES_URL === undefined ? [] : [onServer(POSTGRES_URL)]),
];

function onServer(server: string) {
	return { name: 'postgres', create: (folder: string) => losableSchema(server, folder) };
}

function losableSchema(server: string, identityFolder: string): LosableStore {
	const { schema, location, remove } = temporarySchema(server);
	if (!('url' in location)) throw new Error('Expected an address');
	return {
		location: { ...location, identityFolder: join(identityFolder, 'new') },
		run: async (sql) => void (await onPostgres(server, `set search_path to "${schema}"; ${sql}`)),
		lose: async () => void (await onPostgres(server, `drop schema "${schema}" cascade`)),
		remove,
	};
}

describe.each(LOSABLE_STORES)('$name: the identity of a store', ({ create }) => {
	let folder: string;
	let given: LosableStore;
	beforeEach(async () => {
		folder = temporaryFolder();
		given = create(folder);
		const store = await openStore(given.location);
		const optOut = { state: 'optedOut', scope: 'all', source: 'keyword' } as const;
		await store.contacts.recordConsent(ENDS, optOut, minute(0));
		await store.close();
	});
	afterEach(async () => {
		await given.remove();
		removeFolder(folder);
	});

	const copies = () =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.id'))
			.map((name) => join(folder, name));

	async function optedOut(): Promise<boolean> {
		const store = await openStore(given.location);
		const contact = await store.contacts.get(ENDS);
		await store.close();
		return contact?.consent.all === 'optedOut';
	}

	const refusal = () =>
		openStore(given.location).then(
			() => 'opened',
			(error: unknown) => error,
		);

	it('the identity is copied into one file, for the owner of the process only', () => {
		const [copy, ...others] = copies();
		expect(others).toEqual([]);
		expect(statSync(copy ?? '').mode & 0o077).toBe(0);
	});

	it('lets the same store be opened again and again', async () => {
		expect([await optedOut(), await optedOut()]).toEqual([true, true]);
	});

	it('refuses an empty store in the place of a lost one, again and again, and names the file that allows it', async () => {
		await given.lose();
		for (const attempt of ['first', 'second']) {
			const error = await refusal();
			expect([attempt, error]).toEqual([attempt, expect.any(StoreError)]);
			expect(error).toMatchObject({
				code: 'replaced',
				remedy: expect.stringContaining(copies()[0] ?? 'no copy'),
			});
		}
		rmSync(copies()[0] ?? '');
		expect(await optedOut()).toBe(false);
	});

	it('accepts a backup from before stores had an identity', async () => {
		await given.run(`delete from installation where name = 'identity'`);
		expect(await optedOut()).toBe(true);
	});

	it('refuses another store in the place of its own', async () => {
		await given.run(`update installation set value = 'another' where name = 'identity'`);
		expect(await refusal()).toMatchObject({ code: 'replaced' });
	});

	it('the identity is copied again when only the copy was lost', async () => {
		rmSync(copies()[0] ?? '');
		expect(await optedOut()).toBe(true);
		expect(existsSync(copies()[0] ?? '')).toBe(true);
	});
});
