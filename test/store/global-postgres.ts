import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from 'jest';

import { startPostgres, type PostgresServer } from './postgres-server';

/** One PostgreSQL for all test files, started within a second, and only for a selection of tests that uses it. */

export const POSTGRES_URL_VARIABLE = 'BUSINESS_MESSAGING_TEST_POSTGRES';

const USERS = [
	...readdirSync(__dirname).map((name) => join(__dirname, name)),
	join(__dirname, '..', 'credentials', 'store-api.test.ts'),
	join(__dirname, '..', 'intake', 'conversation-updates.test.ts'),
	join(__dirname, '..', 'intake', 'ended-handlers.test.ts'),
	join(__dirname, '..', 'golden', 'spellings.test.ts'),
	join(__dirname, '..', 'golden', 'stores.test.ts'),
	join(__dirname, '..', 'nodes', 'ports', 'conversation-store.test.ts'),
];

const started: { server?: PostgresServer } = {};

export default async function globalSetup(run: Selection): Promise<void> {
	if (!isWanted(run)) return;
	const result = await startPostgres();
	if (result.ok) {
		started.server = result.server;
		process.env[POSTGRES_URL_VARIABLE] = result.server.url;
	} else {
		process.stderr.write(`The store is tested on SQLite only: ${result.reason}.\n`);
	}
}

export async function stopPostgres(): Promise<void> {
	await started.server?.stop();
}

/** The part of jest's configuration with the named paths, as expressions. */
type Selection = Config & { testPathPatterns: { patterns: readonly string[] } };

function isWanted({ testPathPatterns: { patterns } }: Selection): boolean {
	const expressions = patterns.map((pattern) => new RegExp(pattern, 'i'));
	return (
		expressions.length === 0 ||
		USERS.some((path) => expressions.some((expression) => expression.test(path)))
	);
}
