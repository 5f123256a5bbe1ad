import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { Client } from 'pg';

import { postgresEngine } from '../../store/engines/postgres';
import { createStore, openStore } from '../../store/open-store';
import type { Store } from '../../store/contracts/store';
import { StoreError } from '../../store/store-error';
import { onPostgres, POSTGRES_URL } from './engines';
import { ENDS, message, minute, receive } from './events';
import { useEverything } from './use-everything';

/** Behaviour of PostgreSQL only: its settings, its failures, and its use of indexes. */
describe('postgres: engine', () => {
	it('connects only when it is used', () => {
		expect(postgresEngine({ url: 'postgres://nobody@127.0.0.1:1/nothing' }).isLost()).toBe(false);
	});

	if (POSTGRES_URL === undefined) return;
	const server = POSTGRES_URL;
	let schema: string;
	let url: string;
	let store: Store;
	const statements = new Set<string>();

	beforeEach(async () => {
		schema = `test_${randomBytes(6).toString('hex')}`;
		url = `${server}?schema=${schema}`;
		const engine = postgresEngine({ url, poolSize: 3 });
		store = await createStore(engine, ({ query }) => statements.add(query.sql));
		statements.clear();
	});
	afterEach(async () => {
		await store.close();
		await onPostgres(server, `drop schema if exists "${schema}" cascade`);
	});

	const inSchema = (sql: string) => onPostgres(server, `set search_path to "${schema}"; ${sql}`);

	async function failure(attempt: Promise<unknown>): Promise<StoreError> {
		const error: unknown = await attempt.catch((caught: unknown) => caught);
		if (!(error instanceof StoreError)) throw new Error(`Expected a StoreError: ${String(error)}`);
		return error;
	}

	it('changes nothing outside its schema', async () => {
		const found = await onPostgres(
			server,
			`select schemaname from pg_tables where tablename = 'inbox'`,
		);
		expect(found).toContainEqual({ schemaname: schema });
		expect(found).not.toContainEqual({ schemaname: 'public' });
	});

	it('sorts every text by its bytes, as SQLite does', async () => {
		const columns = await onPostgres(
			server,
			`select attname, collname from pg_attribute join pg_class on pg_class.oid = attrelid
			join pg_collation on pg_collation.oid = attcollation
			where relnamespace = '${schema}'::regnamespace and relkind = 'r' and relname not like 'store_migration%'`,
		);
		expect(columns.length).toBeGreaterThan(50);
		expect(columns.filter(({ collname }) => collname !== 'C')).toEqual([]);
	});

	it('opens no more connections than allowed', async () => {
		const name = `named_${schema}`;
		const named = await openStore({ url: `${url}&application_name=${name}`, poolSize: 3 });
		const watcher = new Client(server);
		await watcher.connect();
		let isBusy = true;
		let most = 0;
		const work = Promise.all(
			Array.from({ length: 60 }, (_, number) => receive(named, [message(`event-${number}`)])),
		).finally(() => (isBusy = false));
		while (isBusy) {
			const { rows } = await watcher.query<{ count: number }>(
				`select count(*)::int as count from pg_stat_activity where application_name = '${name}'`,
			);
			most = Math.max(most, rows[0]?.count ?? 0);
		}
		await work;
		await watcher.end();
		await named.close();
		expect(most).toBe(3);
	});

	it('gives the database its application name', async () => {
		const found = await onPostgres(
			server,
			`select distinct application_name as name from pg_stat_activity`,
		);
		expect(found).toContainEqual({ name: 'n8n-nodes-business-messaging' });
	});

	it('finds every row by an index, in every query', async () => {
		await useEverything(store);
		const planned = [...statements].filter((sql) =>
			/^(select (?!pg_)|insert|update|delete)/.test(sql),
		);
		const client = new Client(server);
		await client.connect();
		await client.query(`set search_path to "${schema}"; set enable_seqscan to off;
			set enable_bitmapscan to off; set plan_cache_mode to force_generic_plan`);
		const scans: string[] = [];
		for (const [index, sql] of planned.entries()) {
			await client.query(`prepare statement_${index} as ${sql}`);
			const parameters = new Set(sql.match(/\$\d+/g)).size;
			const nulls = Array.from({ length: parameters }, () => 'null').join(', ');
			const { rows } = await client.query<{ 'QUERY PLAN': string }>(
				`explain execute statement_${index}${parameters > 0 ? `(${nulls})` : ''}`,
			);
			for (const row of rows) {
				const table = /Seq Scan on (\w+)/.exec(row['QUERY PLAN'])?.[1];
				if (table !== undefined) scans.push(`${table}: ${sql}`);
			}
		}
		await client.end();
		expect(planned.length).toBeGreaterThan(40);
		// Rows that are few: process starts since the last pruning, published workflows, numbers of businesses, agents.
		const isOfFew = (scan: string) => /^(owners|listeners|business_numbers|agents):/.test(scan);
		expect(scans.filter((scan) => !isOfFew(scan))).toEqual([]);
	});

	it('accepts a text with a character that PostgreSQL cannot store, and the rest of its batch', async () => {
		const odd = { id: 'customer\u00001', name: 'A\u0000na' };
		const { fresh } = await receive(store, [
			message('a\u0000', 'O\u0000i', { contact: odd }),
			message('b'),
		]);
		expect(fresh.map(({ id }) => id)).toEqual(['a\u0000', 'b']);
		expect(fresh[0]?.message?.text).toBe('O\u0000i');
		expect((await receive(store, [message('a\u0000', 'Oi', { contact: odd })])).repeats).toBe(1);
		const contact = await store.contacts.get({ ...ENDS, contact: odd });
		expect(contact?.name).toBe('A\uFFFDna');
	});

	it('continues when its idle connections were closed', async () => {
		await receive(store, [message('a')]);
		await onPostgres(
			server,
			`select pg_terminate_backend(pid) from pg_stat_activity where query like '%${schema}%' and pid <> pg_backend_pid()`,
		);
		expect((await receive(store, [message('a'), message('b')])).fresh).toHaveLength(1);
	});

	it('reports that its tables were dropped, and can be opened again', async () => {
		const first = await openStore({ url });
		await receive(first, [message('a')]);
		await onPostgres(server, `drop schema "${schema}" cascade`);
		expect((await failure(receive(first, [message('b')]))).code).toBe('lost');
		const anew = await openStore({ url });
		expect((await receive(anew, [message('b')])).fresh).toHaveLength(1);
		await Promise.all([first.close(), anew.close()]);
	});

	it('refuses tables that a newer version has written', async () => {
		await inSchema(
			`insert into store_migrations values ('9999-from-the-future', '2027-01-01T00:00:00.000Z')`,
		);
		expect((await failure(openStore({ url }))).code).toBe('newerSchema');
	});

	it('copies the counters from one row to many', async () => {
		await inSchema(`
			drop table counter_slots;
			delete from store_migrations where name in ('0003-counter-slots', '0007-refused-webhooks', '0008-abandoned-events');
			alter table inbox drop column takeovers;
			create table counters (trigger_id text primary key, received integer, repeats integer, redelivered integer);
			insert into counters values ('trigger-1', 7, 3, 1)`);
		const migrated = await openStore({ url });
		await receive(migrated, [message('a')]);
		expect(await migrated.inbox.counts('trigger-1')).toEqual({
			received: 8,
			repeats: 3,
			redelivered: 1,
			abandoned: 0,
			refused: 0,
		});
		await migrated.close();
	});

	it('shares its connections within a process until the last user closes', async () => {
		const [one, two] = await Promise.all([openStore({ url }), openStore({ url })]);
		await one.close();
		expect((await receive(two, [message('a')])).fresh).toHaveLength(1);
		await two.close();
		expect((await failure(receive(two, [message('b')]))).code).toBe('closed');
	});

	describe('a refusal by the database', () => {
		const CANARY = 'canary';
		const expectDiscreet = (error: StoreError) => {
			const shown = `${inspect(error, { depth: null })} ${JSON.stringify(error)}`;
			expect(shown).not.toContain(CANARY);
			expect(shown).not.toContain(new URL(server).password);
			expect(shown).not.toMatch(/insert into|127\.0\.0\.1/i);
		};

		it('a refusal is explained without the row that it was about', async () => {
			await inSchema(`alter table contacts add check (name <> '${CANARY}')`);
			const event = message('a', 'Oi', { contact: { id: 'customer-1', name: CANARY } });
			const error = await failure(receive(store, [event]));
			expect(error).toMatchObject({ code: 'refused', remedy: expect.stringContaining('23514') });
			expectDiscreet(error);
			expect((await receive(store, [message('a')])).fresh).toHaveLength(1);
		});

		it.each([
			['disk_full', 'full'],
			['configuration_limit_exceeded', 'full'],
			['read_only_sql_transaction', 'readOnly'],
			['insufficient_privilege', 'noPermission'],
			['query_canceled', 'busy'],
			['data_corrupted', 'damaged'],
			['untranslatable_character', 'wrongEncoding'],
		])('a refusal for %s is reported as %s, and nothing is kept', async (condition, code) => {
			await inSchema(`
				create function refuse() returns trigger language plpgsql as
				$$ begin raise exception '%', new.payload using errcode = '${condition}'; end $$;
				create trigger refuse before insert on inbox for each row
				when (new.payload is not null) execute function refuse()`);
			const error = await failure(receive(store, [message('a', CANARY)]));
			expect(error.code).toBe(code);
			expectDiscreet(error);
			await inSchema('drop trigger refuse on inbox');
			expect(await store.conversations.get(ENDS, minute(0))).toBeUndefined();
			expect((await receive(store, [message('a')])).fresh).toHaveLength(1);
		});
	});
});
