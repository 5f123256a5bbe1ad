import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { ICredentialDataDecryptedObject, ICredentialTestFunctions } from 'n8n-workflow';
import { Client } from 'pg';

import { BusinessMessagingStoreApi } from '../../credentials/BusinessMessagingStoreApi.credentials';
import { BusinessMessaging } from '../../nodes/BusinessMessaging/BusinessMessaging.node';
import { BusinessMessagingTrigger } from '../../nodes/BusinessMessagingTrigger/BusinessMessagingTrigger.node';
import {
	STORE_CREDENTIAL,
	storeChoiceOf,
	testStoreCredential,
} from '../../nodes/ports/store-credential';
import { readPostgresAddress } from '../../store/engines/postgres-address';
import { onPostgres, POSTGRES_URL } from '../store/engines';

const SECRET = 'canary-%40-p@ss:w/o?r#d';
const DATA: ICredentialDataDecryptedObject = {
	host: 'db.example.com',
	port: 5432,
	database: 'shop',
	user: 'n8n',
	password: SECRET,
	ssl: 'disable',
	ignoreSslIssues: false,
	schema: 'business_messaging',
	maxConnections: 7,
};

/** Returns the settings that `pg` reads from the address of a credential. */
function understood(changes: ICredentialDataDecryptedObject) {
	const { url } = storeChoiceOf({ ...DATA, ...changes });
	const { connectionString, schema } = readPostgresAddress(url);
	const { host, port, database, user, password } = new Client(connectionString);
	return { host, port, database, user, password, schema, connectionString };
}

const ROOT = join(__dirname, '..', '..');

describe('conversation store: credential', () => {
	it('the credential is known to n8n, with its icons and its page', () => {
		const { name, icon, documentationUrl } = new BusinessMessagingStoreApi();
		expect(name).toBe(STORE_CREDENTIAL);
		expect(readFileSync(join(ROOT, 'package.json'), 'utf8')).toContain(
			'"dist/credentials/BusinessMessagingStoreApi.credentials.js"',
		);
		const { light, dark } = icon as { light: string; dark: string };
		for (const file of [light, dark]) {
			expect(existsSync(join(ROOT, 'credentials', file.replace('file:', '')))).toBe(true);
		}
		expect(existsSync(join(ROOT, documentationUrl.split('/blob/main/')[1] ?? ''))).toBe(true);
	});

	it.each([new BusinessMessaging(), new BusinessMessagingTrigger()])(
		'the credential is tested by a method of the node that offers it: $description.displayName',
		({ description, methods }) => {
			const offered = description.credentials?.find(({ name }) => name === STORE_CREDENTIAL);
			expect(offered).toMatchObject({ required: true, testedBy: 'testStoreCredential' });
			expect(methods.credentialTest).toEqual({ testStoreCredential });
		},
	);

	it('asks for what PostgreSQL needs, with the password hidden', () => {
		const { properties } = new BusinessMessagingStoreApi();
		expect(properties.map(({ name }) => name).sort()).toEqual(Object.keys(DATA).sort());
		const hidden = properties.filter(({ typeOptions }) => typeOptions?.password === true);
		expect(hidden.map(({ name }) => name)).toEqual(['password']);
	});

	it('keeps every character of user and password', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (password) => {
				const user = `u${password}x`;
				expect(understood({ user, password })).toMatchObject({ user, password });
			}),
		);
	});

	it.each([
		['db.example.com', 'db.example.com'],
		[' 10.0.0.7 ', '10.0.0.7'],
		['::1', '::1'],
		['postgres_db', 'postgres_db'],
	])('finds the host %j', (host, expected) => {
		expect(understood({ host, port: 6543 })).toMatchObject({ host: expected, port: 6543 });
	});

	it.each(['', 'postgres://db.example.com', 'db.example.com:5432', 'n8n@db', 'db/shop', 'a b'])(
		'says that %j is no host',
		(host) => {
			expect(() => storeChoiceOf({ ...DATA, host })).toThrow(/^Host is not the name/);
		},
	);

	it.each([
		[{ ssl: 'disable', ignoreSslIssues: true }, 'disable'],
		[{ ssl: 'require' }, 'verify-full'],
		[{ ssl: 'require', ignoreSslIssues: true }, 'no-verify'],
	])('encrypts as %j asks: %s', (fields, mode) => {
		const { connectionString } = understood(fields);
		expect(new URL(connectionString).searchParams.get('sslmode')).toBe(mode);
	});

	it('gives the same address for the same fields, and another for another password', () => {
		expect(storeChoiceOf({ ...DATA })).toEqual(storeChoiceOf({ ...DATA }));
		expect(storeChoiceOf({ ...DATA, password: 'new' }).url).not.toBe(storeChoiceOf(DATA).url);
	});
});

if (POSTGRES_URL !== undefined) describe('conversation store: test of the credential', verdicts);

function verdicts(): void {
	const server = new URL(POSTGRES_URL ?? '');
	const name = `tested_${randomBytes(6).toString('hex')}`;
	const good = {
		...DATA,
		host: server.hostname,
		port: Number(server.port),
		database: name,
		user: name,
	};
	const inDatabase = (sql: string) =>
		onPostgres(Object.assign(new URL(server), { pathname: `/${name}` }).toString(), sql);

	async function verdict(changes: ICredentialDataDecryptedObject = {}) {
		const data = { ...good, ...changes };
		const credential = { id: '1', name: 'Store', type: 'businessMessagingStoreApi', data };
		const result = await testStoreCredential.call({} as ICredentialTestFunctions, credential);
		expect(result.message).not.toContain(SECRET);
		return result;
	}

	beforeAll(async () => {
		await onPostgres(server.toString(), `create role "${name}" login password '${SECRET}'`);
		await onPostgres(server.toString(), `create database "${name}" owner "${name}"`);
	});
	afterAll(async () => {
		await onPostgres(server.toString(), `drop database "${name}" with (force)`);
		await onPostgres(server.toString(), `drop role "${name}"`);
	});

	it('creates the tables, and leaves no connection behind', async () => {
		expect(await verdict({ schema: 'shop_one' })).toMatchObject({ status: 'OK' });
		const tables = await inDatabase(`select 1 from pg_tables where schemaname = 'shop_one'`);
		expect(tables.length).toBeGreaterThan(5);
		const left = await onPostgres(
			server.toString(),
			`select 1 from pg_stat_activity where usename = '${name}'`,
		);
		expect(left).toEqual([]);
	});

	it.each([
		['a wrong password', { password: 'wrong' }, /user name or the password. Check User and/],
		[
			'an unknown host',
			{ host: 'nowhere.invalid' },
			/host name .* could not be resolved.* Check Host/,
		],
		['a host that is none', { host: 'postgres://x' }, /^Host is not .* without postgres:\/\//],
		['a missing database', { database: 'nowhere' }, /does not exist. Check Database/],
		['encryption where there is none', { ssl: 'require' }, /encryption. Choose another .* SSL/],
		['a schema that cannot be', { schema: 'a-b' }, /schema .* lower-case letters/],
	])('gives a remedy for %s', async (_, changes, words) => {
		expect(await verdict(changes)).toEqual({
			status: 'Error',
			message: expect.stringMatching(words),
		});
	});

	it('gives a remedy for a port without a server', async () => {
		expect(await verdict({ port: 1 })).toEqual({
			status: 'Error',
			message: expect.stringMatching(/cannot be reached. Check Host and Port/),
		});
	}, 30_000);

	it('gives a remedy for a user who may not create tables', async () => {
		await inDatabase(`alter database "${name}" owner to postgres`);
		const result = await verdict({ schema: 'shop_two' });
		await inDatabase(`alter database "${name}" owner to "${name}"`);
		expect(result).toEqual({
			status: 'Error',
			message: expect.stringMatching(/refused access or a permission .*GRANT CREATE, CONNECT/),
		});
	});

	it('gives a remedy for a PostgreSQL before version 13', async () => {
		// Without this function, the server looks like a version before 13.
		await inDatabase('alter function pg_catalog.pg_current_xact_id() rename to not_yet');
		const result = await verdict({ schema: 'shop_three' });
		await inDatabase('alter function pg_catalog.not_yet() rename to pg_current_xact_id');
		expect(result).toEqual({
			status: 'Error',
			message: expect.stringMatching(/too old. Use PostgreSQL 13 or later/),
		});
	});
}
