import { inspect } from 'node:util';
import { Client } from 'pg';

import { anyFreePort } from '../../sandbox/free-port';
import { postgresEngine } from '../../store/engines/postgres';
import { explainPostgres, isTransient } from '../../store/engines/postgres-failures';
import { createStore, openStore } from '../../store/open-store';
import type { Store } from '../../store/contracts/store';
import { StoreError } from '../../store/store-error';
import { startCuttingProxy, type CuttingProxy } from './cutting-proxy';
import { onPostgres, POSTGRES_URL } from './engines';
import { message, receive } from './events';
import { startPostgres, type PostgresServer } from './postgres-server';

/**
 * A PostgreSQL that is unreachable, refuses a connection or restarts, or whose answer is lost. Fail-over to a replica
 * and disks that lose flushed data are not covered.
 */
describe('postgres: outages', () => {
	it.each([
		['SELF_SIGNED_CERT_IN_CHAIN', 'untrusted'],
		['CERT_HAS_EXPIRED', 'untrusted'],
		['ENOTFOUND', 'unknownHost'],
		['EAI_AGAIN', 'unknownHost'],
		['ECONNRESET', 'cannotConnect'],
		['57P03', 'cannotConnect'],
		['53300', 'tooManyConnections'],
	])('code %s is explained as %s', (code, explained) => {
		expect(explainPostgres(Object.assign(new Error('x'), { code }))?.code).toBe(explained);
	});

	it('does not change an error of ours, and does not retry', () => {
		const mistake = new TypeError('mistake');
		expect(explainPostgres(mistake)).toBeUndefined();
		expect(isTransient(mistake)).toBe(false);
	});

	if (POSTGRES_URL === undefined) return;
	let server: PostgresServer;
	beforeAll(async () => {
		const started = await startPostgres();
		if (!started.ok) throw new Error(started.reason);
		server = started.server;
		await onPostgres(server.url, `create role guest login password 'guest-word'`);
	});
	afterAll(() => server.stop());

	/** Returns the address with other parts. */
	function address(
		parts: Partial<Pick<URL, 'username' | 'password' | 'pathname' | 'port'>>,
	): string {
		return Object.assign(new URL(server.url), parts).toString();
	}

	async function failure(url: string): Promise<StoreError> {
		const error: unknown = await openStore({ url }).catch((caught: unknown) => caught);
		if (!(error instanceof StoreError)) throw new Error(`Expected a StoreError: ${String(error)}`);
		const shown = inspect(error, { depth: null });
		expect(shown).not.toContain(new URL(url).password || 'no password');
		expect(shown).not.toMatch(/127\.0\.0\.1|guest|canary/);
		return error;
	}

	describe('opening', () => {
		it.each([
			['a wrong password', { password: 'canary-word' }, 'wrongPassword'],
			['no password', { password: '' }, 'wrongPassword'],
			['an unknown user', { username: 'canary' }, 'wrongPassword'],
			['a missing database', { pathname: '/canary' }, 'databaseMissing'],
			['a user without rights', { username: 'guest', password: 'guest-word' }, 'noPermission'],
		])('gives a remedy for %s', async (_, parts, code) => {
			const error = await failure(address(parts));
			expect(error.code).toBe(code);
			expect(error.message).toBe(`${error.title}. ${error.remedy}`);
		});

		it('gives a remedy when the server has no encryption', async () => {
			expect((await failure(`${server.url}?sslmode=require`)).code).toBe('notEncrypted');
		});

		it('gives a remedy when the certificate file of the address is missing', async () => {
			const url = `${server.url}?sslrootcert=/canary.pem`;
			expect((await failure(url)).code).toBe('untrusted');
		});

		it('gives up on a port without a server, after some time', async () => {
			const error = await failure(address({ port: `${await anyFreePort()}` }));
			expect(error.code).toBe('cannotConnect');
		}, 30_000);

		it('uses an existing schema for a user who may not create one', async () => {
			await onPostgres(server.url, 'create schema business_messaging authorization guest');
			const url = address({ username: 'guest', password: 'guest-word' });
			const store = await openStore({ url });
			expect((await receive(store, [message('a')])).fresh).toHaveLength(1);
			await store.close();
		});

		it('gives a remedy for a read-only database', async () => {
			const url = `${server.url}?schema=read_only`;
			await (await openStore({ url })).close();
			await onPostgres(server.url, 'alter system set default_transaction_read_only to on');
			await onPostgres(server.url, 'select pg_reload_conf()');
			const store = await openStore({ url });
			await expect(receive(store, [message('a')])).rejects.toMatchObject({ code: 'readOnly' });
			await store.close();
			const client = new Client(server.url);
			await client.connect();
			await client.query('set default_transaction_read_only to off');
			await client.query('alter system reset default_transaction_read_only');
			await client.query('select pg_reload_conf()');
			await client.end();
		});

		it('waits for a connection that becomes free', async () => {
			await onPostgres(
				server.url,
				`create role single login password 'guest-word' connection limit 1;
				grant create on database postgres to single`,
			);
			const url = `${address({ username: 'single', password: 'guest-word' })}?schema=single`;
			const holder = new Client(url);
			await holder.connect();
			const opening = openStore({ url, poolSize: 1 });
			await new Promise((resolve) => setTimeout(resolve, 300));
			await holder.end();
			await (await opening).close();
		});
	});

	describe('in use', () => {
		it('survives a restart of the database without failing', async () => {
			const store = await openStore({ url: `${server.url}?schema=restarted` });
			await receive(store, [message('a')]);
			const [, ...results] = await Promise.all([
				server.restart(),
				...Array.from({ length: 30 }, (_, number) => receive(store, [message(`event-${number}`)])),
			]);
			expect(results.flatMap(({ fresh }) => fresh)).toHaveLength(30);
			expect((await store.inbox.counts('trigger-1')).received).toBe(31);
			await store.close();
		}, 60_000);
	});

	describe('a connection that is cut while it commits', () => {
		let proxy: CuttingProxy;
		let store: Store;
		let runs = 0;
		beforeEach(async () => {
			proxy = await startCuttingProxy(server.port);
			const url = `${address({ port: `${proxy.port}` })}?schema=cut_${++runs}`;
			store = await createStore(postgresEngine({ url, poolSize: 2 }));
		});
		afterEach(async () => {
			await store.close();
			await proxy.close();
		});

		it.each([
			['has reached', true],
			['has not reached', false],
		])(
			'gives an event to the workflow exactly once when the commit %s the database',
			async (_, passOn) => {
				proxy.cutAtNextCommit(passOn);
				const { fresh, repeats } = await receive(store, [message('a')]);
				expect(proxy.cuts()).toBe(1);
				expect([fresh.length, repeats]).toEqual([1, 0]);
				expect((await receive(store, [message('a')])).repeats).toBe(1);
				expect(await store.inbox.counts('trigger-1')).toMatchObject({ received: 1, repeats: 1 });
			},
			30_000,
		);

		it('numbers an entry of a chat once', async () => {
			proxy.cutAtNextCommit(true);
			const entry = { messageId: 'm', customerId: 'c', from: 'bot', content: {} } as const;
			const appended = await store.simulator.append('shop', entry, new Date());
			expect(await store.simulator.transcript('shop', 0, 10)).toEqual([appended]);
		}, 30_000);
	});
});
