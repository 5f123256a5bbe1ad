import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

import type { Engine } from '../store/engines/engine';
import { postgresEngine } from '../store/engines/postgres';
import { sqliteEngine } from '../store/engines/sqlite';
import { createStore } from '../store/open-store';
import type { Store } from '../store/contracts/store';
import { startPostgres, type PostgresServer } from '../test/store/postgres-server';
import { figure, median, type Part, type Result } from './part';
import { fill, inbound, OPTIONS } from './store-filling';

const MANY = 1_000_000;
const MANY_WHEN_QUICK = 20_000;
const ROUNDS = 2_000;
const FEW = 1_000;
const AT_ONCE = 20;
const BYTES_PER_MEGABYTE = 1_000_000;

export const storeGrowth: Part = {
	name: 'store',
	title: 'Store with few and many contacts',
	async run({ quick }) {
		const folder = mkdtempSync(join(tmpdir(), 'business-messaging-bench-'));
		const started = await startPostgres({ durable: true });
		if (!started.ok) throw new Error(`PostgreSQL could not be started: ${started.reason}`);
		const factories = new Map([
			['SQLite', sqliteFactory(folder)],
			['PostgreSQL', postgresFactory(started.server)],
		]);
		try {
			return await measure(factories, quick ? MANY_WHEN_QUICK : MANY);
		} finally {
			await started.server.stop();
			rmSync(folder, { recursive: true, force: true });
		}
	},
};

interface Measured {
	name: string;
	contacts: number;
	store: Store;
	/** Returns the bytes on disk. */
	size: () => Promise<number>;
	/** Milliseconds. */
	spent: number[];
}

type EngineFactory = (contacts: number) => { engine: Engine; size: () => Promise<number> };

function sqliteFactory(folder: string): EngineFactory {
	return (contacts) => {
		const file = join(folder, `${contacts}.sqlite`);
		return {
			engine: sqliteEngine(file),
			size: async () =>
				readdirSync(folder)
					.filter((name) => name.startsWith(`${contacts}.sqlite`))
					.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0),
		};
	};
}

function postgresFactory(server: PostgresServer): EngineFactory {
	return (contacts) => {
		const schema = `bench_${contacts}`;
		return {
			engine: postgresEngine({ url: `${server.url}?schema=${schema}` }),
			size: async () => {
				const client = new Client(server.url);
				await client.connect();
				const { rows } = await client.query<{ size: string }>(
					`select sum(pg_total_relation_size(oid)) as size from pg_class
					where relkind = 'r' and relnamespace = $1::regnamespace`,
					[schema],
				);
				await client.end();
				return Number(rows[0]?.size);
			},
		};
	};
}

async function prepare(
	name: string,
	createEngine: EngineFactory,
	contacts: number,
): Promise<Measured> {
	const { engine, size } = createEngine(contacts);
	const store = await createStore(engine);
	process.stdout.write(`${name}: writing ${contacts} contacts\n`);
	await fill(store, engine, contacts);
	return { name, contacts, store, size, spent: [] };
}

async function takeTurn(measured: Measured, round: number): Promise<void> {
	const { store, contacts, spent } = measured;
	// Steps of a prime spread the events over customers all over the store.
	const event = inbound(`round-${round}`, (round * 7_919) % contacts);
	const start = performance.now();
	const { fresh } = await store.inbox.receive([event], OPTIONS);
	spent.push(performance.now() - start);
	const [first] = fresh;
	if (!first) throw new Error('The event was not fresh');
	if (first.conversation?.isFirstMessage) throw new Error('The customer was not known');
}

/** Returns the milliseconds for each event with many webhooks at once. */
async function crowd({ store, contacts }: Measured): Promise<number> {
	const start = performance.now();
	for (let round = 0; round < ROUNDS; round += AT_ONCE) {
		await Promise.all(
			Array.from({ length: AT_ONCE }, (_, index) =>
				store.inbox.receive(
					[inbound(`crowd-${round + index}`, ((round + index) * 7_919) % contacts)],
					OPTIONS,
				),
			),
		);
	}
	return (performance.now() - start) / ROUNDS;
}

/** Measures all stores in turn, so that a busy machine slows all of them. */
async function measure(
	factories: ReadonlyMap<string, EngineFactory>,
	many: number,
): Promise<Result> {
	const all: Measured[] = [];
	for (const [name, createEngine] of factories) {
		for (const contacts of [FEW, many]) all.push(await prepare(name, createEngine, contacts));
	}
	for (let round = 0; round < ROUNDS; round++) {
		for (const measured of all) await takeTurn(measured, round);
	}
	const rows: string[][] = [];
	for (const measured of all) {
		rows.push([
			measured.name,
			String(measured.contacts),
			figure(median(measured.spent)),
			figure(await crowd(measured)),
			String(Math.round((await measured.size()) / BYTES_PER_MEGABYTE)),
		]);
	}
	for (const { store } of all) await store.close();
	return {
		how: `Time that the store needs for one inbound message: claim, contact, window and counters in one transaction, flushed to disk. Median of ${ROUNDS} messages, the stores in turn. PostgreSQL runs on the same machine with its default settings.`,
		columns: ['', 'contacts', 'ms alone', `ms each of ${AT_ONCE} at once`, 'MB'],
		rows,
		ratios: [...factories.keys()].map((name) => {
			const [few, most] = all.filter((own) => own.name === name).map(({ spent }) => median(spent));
			return `${name}: ${figure((most ?? 0) / (few ?? 1))} × the time of a thousand contacts.`;
		}),
	};
}
