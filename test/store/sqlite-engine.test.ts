import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CompiledQuery, type Driver } from 'kysely';

import { sqliteEngine } from '../../store/engines/sqlite';
import { createStore } from '../../store/open-store';
import type { Store } from '../../store/contracts/store';
import { StoreError } from '../../store/store-error';
import { removeFolder, temporaryFolder } from './engines';
import { ANA, ENDS, message, minute, options, receive, status } from './events';
import { useEverything } from './use-everything';

const BEN = { id: '5511988880009', phone: '+5511988880009', name: 'Ben' };

function readAll(folder: string): Buffer {
	return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
}

/** Behaviour of SQLite only: its settings, its failures, and its use of indexes. */
describe('sqlite: engine', () => {
	let folder: string;
	let file: string;
	let driver: Driver;
	let store: Store;
	const statements = new Set<string>();

	beforeEach(async () => {
		folder = temporaryFolder();
		file = join(folder, 'store.sqlite');
		const engine = sqliteEngine(file);
		driver = engine.dialect.createDriver();
		const dialect = {
			createDriver: () => driver,
			createAdapter: () => engine.dialect.createAdapter(),
			createQueryCompiler: () => engine.dialect.createQueryCompiler(),
			createIntrospector: engine.dialect.createIntrospector.bind(engine.dialect),
		};
		store = await createStore({ ...engine, dialect }, ({ query }) => statements.add(query.sql));
		statements.clear();
	});
	afterEach(async () => {
		await store.close();
		removeFolder(folder);
	});

	/** Runs a pragma on the store's own connection. */
	async function pragma(text: string): Promise<unknown> {
		const connection = await driver.acquireConnection();
		try {
			const { rows } = await connection.executeQuery(CompiledQuery.raw(`PRAGMA ${text}`));
			return Object.values(rows[0] ?? {})[0];
		} finally {
			await driver.releaseConnection(connection);
		}
	}

	async function failure(attempt: Promise<unknown>): Promise<StoreError> {
		const error: unknown = await attempt.catch((caught: unknown) => caught);
		if (!(error instanceof StoreError)) throw new Error('Expected a StoreError');
		return error;
	}

	it('flushes each commit to the disk, writes the log first, and checks references', async () => {
		const FULL = 2;
		expect(await pragma('synchronous')).toBe(FULL);
		expect(await pragma('journal_mode')).toBe('wal');
		expect(await pragma('foreign_keys')).toBe(1);
	});

	it('leaves nothing of an erased customer in the bytes of the file and of its log', async () => {
		const sayings = ['canary of a text ' + 'x'.repeat(9_000), 'canary of a word'];
		const events = [message('a', sayings[0]), message('b', 'oi', { contact: BEN })];
		await receive(store, events, { keepTextsDays: 30 });
		// The id of a receipt holds the number, as on WhatsApp.
		const receipt = status('out', 'read', { id: `out:read:${ANA.id}` });
		await receive(store, [receipt], { keep: () => false });
		const optOut = {
			state: 'optedOut',
			scope: 'all',
			source: 'api',
			evidence: sayings[1],
		} as const;
		await store.contacts.recordConsent(ENDS, optOut, minute(0));
		await store.contacts.upsert(ENDS, { name: 'Canária' }, minute(0));
		const personal = [ANA.id, 'canary of', 'Canária'];
		const found = () =>
			[BEN.id, ...personal].filter((word) => readAll(folder).includes(Buffer.from(word)));
		expect(found()).toEqual([BEN.id, ...personal]);
		await store.erasures.erase(ENDS, minute(1));
		expect(found()).toEqual([BEN.id]);
	});

	it('refuses writes on a full disk, explains it without the message, and continues when there is space', async () => {
		await pragma(`max_page_count = ${String(await pragma('page_count'))}`);
		const text = 'canary'.repeat(20_000);
		const error = await failure(receive(store, [message('a', text)]));
		expect(error.code).toBe('full');
		expect(`${error.message} ${String(error.cause)} ${JSON.stringify(error)}`).not.toContain(
			'canary',
		);
		expect(await store.conversations.get(ENDS, minute(0))).toBeUndefined();
		await pragma('max_page_count = 1000000');
		expect((await receive(store, [message('a', text)])).fresh).toHaveLength(1);
	});

	it('refuses writes to a read-only file', async () => {
		await pragma('query_only = ON');
		expect((await failure(receive(store, [message('a')]))).code).toBe('readOnly');
	});

	it('finds every row by an index, in every query', async () => {
		await useEverything(store);
		const database = new DatabaseSync(file);
		const planned = [...statements].filter((sql) => /^(select|insert|update|delete)/.test(sql));
		const scans = planned.flatMap((sql) =>
			database
				.prepare(`EXPLAIN QUERY PLAN ${sql}`)
				.all(...Array.from(sql.matchAll(/\?/g), () => null))
				.map(({ detail }) => String(detail))
				.filter((detail) => /^SCAN (?!CONSTANT ROW|\d+ CONSTANT)/.test(detail))
				.map((detail) => `${detail}: ${sql}`),
		);
		database.close();
		expect(planned.length).toBeGreaterThan(40);
		// Tables with few rows: process starts since the last pruning, published workflows, business numbers and agents. Of
		// the inbox, only the events that are kept just now count, which have an index of their own.
		const few = [
			...['SCAN owners', 'SCAN listeners', 'SCAN business_numbers', 'SCAN agents'],
			'SCAN inbox USING INDEX inbox_turns',
			'SCAN simulator_businesses USING INDEX simulator_businesses_with_moved_clock',
		];
		expect(scans.filter((scan) => !few.includes(scan.split(':')[0] ?? ''))).toEqual([]);
	});

	it('asks once in a while whether to keep texts, and not for each send', async () => {
		const send = (messageId: string, minutes: number) =>
			store.messages.recordSent(
				ENDS,
				{ messageId, type: 'text', state: 'accepted', text: 'Oi' },
				minute(minutes),
			);
		const asked = () => [...statements].filter((sql) => /listeners|transcript/.test(sql));
		await send('a', 0);
		expect(asked()).toHaveLength(1);
		statements.clear();
		await send('b', 0);
		expect(asked()).toEqual([]);
		await send('c', 1);
		expect(asked()).toHaveLength(1);
	});

	it('prepares as many statements for many events as for a few', async () => {
		const events = (from: number, count: number) =>
			Array.from({ length: count }, (_, index) =>
				message(`event-${from + index}`, 'Oi', {
					contact: { id: `customer-${(from + index) % 5}` },
				}),
			);
		await store.inbox.receive(events(0, 20), options());
		const few = statements.size;
		await store.inbox.receive(events(20, 300), options());
		expect(statements.size).toBe(few);
	});
});
