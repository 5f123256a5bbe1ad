import { inspect } from 'node:util';

import { readPostgresAddress } from '../../store/engines/postgres-address';
import { openStore } from '../../store/open-store';
import { StoreError } from '../../store/store-error';

const SECRET = 'canary-secret';

function failure(url: string): StoreError {
	try {
		readPostgresAddress(url);
	} catch (error) {
		if (error instanceof StoreError) return error;
	}
	throw new Error('Expected a StoreError');
}

describe('postgres: address', () => {
	it('keeps the tables in a schema of their own', () => {
		expect(readPostgresAddress('postgres://u:p@host/shop').schema).toBe('business_messaging');
	});

	it('names another schema, which is not passed on to the database', () => {
		const address = readPostgresAddress('postgresql://u:p@host/shop?schema=loja_2&sslmode=disable');
		expect(address).toEqual({
			schema: 'loja_2',
			connectionString: 'postgresql://u:p@host/shop?sslmode=disable',
		});
	});

	it.each(['prefer', 'require', 'verify-ca', 'verify-full'])(
		'reads sslmode=%s as encryption with a checked certificate',
		(mode) => {
			const { connectionString } = readPostgresAddress(`postgres://host/shop?sslmode=${mode}`);
			expect(connectionString).toBe('postgres://host/shop?sslmode=verify-full');
		},
	);

	it.each(['sslmode=no-verify', 'sslmode=disable', 'uselibpqcompat=true&sslmode=require'])(
		'does not change %s',
		(options) => {
			const { connectionString } = readPostgresAddress(`postgres://host/shop?${options}`);
			expect(connectionString).toBe(`postgres://host/shop?${options}`);
		},
	);

	it.each([
		'',
		'host/shop',
		`mysql://u:${SECRET}@host/shop`,
		`postgres://u:${SECRET}@host:port/shop`,
		`postgres://u:${SECRET}/#@host:5432/shop`,
	])('refuses %j without repeating it', (url) => {
		const error = failure(url);
		expect(error.code).toBe('badAddress');
		expect(error.remedy).toContain('postgres://user:password@host:5432/database');
		expect(inspect(error, { depth: null })).not.toContain(SECRET);
	});

	it.each(['Public', 'pg_catalog', 'information_schema', 'a"b', 'a-b', '', 'x'.repeat(64)])(
		'refuses the schema %j',
		(schema) => {
			const error = failure(
				`postgres://u:${SECRET}@host/shop?schema=${encodeURIComponent(schema)}`,
			);
			expect(error).toMatchObject({ code: 'badAddress', title: expect.stringContaining('schema') });
			expect(inspect(error, { depth: null })).not.toContain(SECRET);
		},
	);

	it('opens no store with an unreadable address', async () => {
		await expect(openStore({ url: 'nonsense' })).rejects.toMatchObject({ code: 'badAddress' });
	});
});
