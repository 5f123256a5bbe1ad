import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { openStore } from '../../store/open-store';
import type { Store } from '../../store/contracts/store';
import { StoreError } from '../../store/store-error';
import { removeFolder, temporaryFolder } from './engines';
import { ENDS, message, receive } from './events';

describe('sqlite: opening the store', () => {
	let folder: string;
	let file: string;
	beforeEach(() => {
		folder = temporaryFolder();
		file = join(folder, 'store.sqlite');
	});
	afterEach(() => removeFolder(folder));

	async function failure(attempt: () => Promise<unknown>): Promise<StoreError> {
		const error: unknown = await attempt().catch((caught: unknown) => caught);
		if (!(error instanceof StoreError))
			throw new Error(`Expected a StoreError, got ${String(error)}`);
		return error;
	}

	it('creates the folders and the file, for the owner of the process only', async () => {
		const nested = join(folder, 'a', 'b', 'store.sqlite');
		const store = await openStore({ file: nested });
		expect(existsSync(nested)).toBe(true);
		expect(statSync(nested).mode & 0o077).toBe(0);
		await store.close();
	});

	it('reads what was written before', async () => {
		const first = await openStore({ file });
		await receive(first, [message('a')]);
		await first.close();
		const second = await openStore({ file });
		expect((await receive(second, [message('a')])).repeats).toBe(1);
		await second.close();
	});

	it('shares one connection, which stays open until the last user closes', async () => {
		const [one, two] = await Promise.all([openStore({ file }), openStore({ file })]);
		await one.close();
		await one.close();
		expect((await receive(two, [message('a')])).fresh).toHaveLength(1);
		await two.close();
		expect((await failure(() => receive(two, [message('b')]))).code).toBe('closed');
	});

	it('runs many queries at once', async () => {
		const store = await openStore({ file });
		const results = await Promise.all(
			Array.from({ length: 50 }, (_, number) => receive(store, [message(`event-${number % 10}`)])),
		);
		expect(results.flatMap(({ fresh }) => fresh)).toHaveLength(10);
		await store.close();
	});

	it('reads beside a writer in another process, and waits to write until that one is done', async () => {
		const store = await openStore({ file });
		const other = new DatabaseSync(file);
		expect(other.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
		other.exec('BEGIN IMMEDIATE');
		expect(await store.contacts.get(ENDS)).toBeUndefined();
		const waiting = receive(store, [message('a')]);
		await new Promise((resolve) => setImmediate(resolve));
		other.exec('COMMIT');
		expect((await waiting).fresh).toHaveLength(1);
		other.close();
		await store.close();
	});

	it('gives a remedy when the folder cannot be created', async () => {
		writeFileSync(join(folder, 'plain'), 'a file, not a folder');
		const error = await failure(() => openStore({ file: join(folder, 'plain', 'store.sqlite') }));
		expect(error).toMatchObject({
			code: 'cannotOpen',
			title: expect.stringMatching(/cannot be opened/),
			remedy: expect.stringContaining('store.sqlite'),
		});
		expect(error.message).toBe(`${error.title}. ${error.remedy}`);
	});

	it('gives a remedy when the path is a folder', async () => {
		mkdirSync(file);
		expect((await failure(() => openStore({ file }))).code).toBe('cannotOpen');
	});

	it('gives a remedy when the file is not a database, and opens once it is removed', async () => {
		writeFileSync(file, 'This is a shopping list and certainly not a database. '.repeat(50));
		expect((await failure(() => openStore({ file }))).code).toBe('damaged');
		rmSync(file);
		await (await openStore({ file })).close();
	});

	it('refuses a file that a newer version has written', async () => {
		await (await openStore({ file })).close();
		const database = new DatabaseSync(file);
		database.exec(
			`INSERT INTO store_migrations VALUES ('9999-from-the-future', '2027-01-01T00:00:00.000Z')`,
		);
		database.close();
		expect((await failure(() => openStore({ file }))).code).toBe('newerSchema');
	});

	describe('once it is open', () => {
		let store: Store;
		beforeEach(async () => {
			store = await openStore({ file });
		});
		afterEach(() => store.close());

		it('refuses writes to a deleted file, and replaces it only on request', async () => {
			await receive(store, [message('a')]);
			for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
			const error = await failure(() => receive(store, [message('b')]));
			expect(error.code).toBe('lost');
			expect((await failure(() => openStore({ file }))).code).toBe('replaced');
			rmSync(`${file}.id`);
			const replacement = await openStore({ file });
			expect((await receive(replacement, [message('b')])).fresh).toHaveLength(1);
			await replacement.close();
		});
	});
});
