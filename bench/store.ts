import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';

import type { Engine } from '../store/engines/engine';
import { postgresEngine } from '../store/engines/postgres';
import { sqliteEngine } from '../store/engines/sqlite';
import { createStore } from '../store/open-store';
import type { Store } from '../store/store';
import { startPostgres, type PostgresServer } from '../test/store/postgres-server';
import { fill, inbound, OPTIONS } from './store-filling';

/**
 * What one inbound message costs with few and with many contacts, on both engines:
 *
 *     node --import tsx bench/store.ts --contacts 1000000 --rounds 2000 --engine sqlite --engine postgres
 *
 * All stores take turns, so that a busy machine slows all of them; the figure to look at is the ratio, which should stay
 * near 1. PostgreSQL is started for this, on this machine, with its usual settings and every commit flushed to the disk.
 */

const FEW = 1_000;
const AT_ONCE = 20;
const BYTES_PER_MEGABYTE = 1_000_000;

interface Measured {
	name: string;
	contacts: number;
	store: Store;
	/** Bytes on disk. */
	size: () => Promise<number>;
	/** Milliseconds. */
	spent: number[];
}

type Place = (contacts: number) => { engine: Engine; size: () => Promise<number> };

function sqlitePlace(folder: string): Place {
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

function postgresPlace(server: PostgresServer): Place {
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

async function prepare(name: string, place: Place, contacts: number): Promise<Measured> {
	const { engine, size } = place(contacts);
	const store = await createStore(engine);
	const start = performance.now();
	await fill(store, engine, contacts);
	const seconds = Math.round((performance.now() - start) / 1000);
	console.log(`${name}: filled with ${contacts} contacts in ${seconds} s`);
	return { name, contacts, store, size, spent: [] };
}

async function takeTurn(measured: Measured, round: number): Promise<void> {
	const { store, contacts, spent } = measured;
	// Steps of a prime visit customers all over the store.
	const event = inbound(`round-${round}`, (round * 7_919) % contacts);
	const start = performance.now();
	const { fresh } = await store.inbox.receive([event], OPTIONS);
	spent.push(performance.now() - start);
	const [first] = fresh;
	if (!first) throw new Error('The event was not fresh');
	if (first.conversation?.isFirstMessage) throw new Error('The customer was not known');
}

/** Milliseconds for each event when so many webhooks come at once. */
async function crowd({ store, contacts }: Measured, rounds: number): Promise<number> {
	const start = performance.now();
	for (let round = 0; round < rounds; round += AT_ONCE) {
		await Promise.all(
			Array.from({ length: AT_ONCE }, (_, index) =>
				store.inbox.receive(
					[inbound(`crowd-${round + index}`, ((round + index) * 7_919) % contacts)],
					OPTIONS,
				),
			),
		);
	}
	return (performance.now() - start) / rounds;
}

function median(values: readonly number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

async function measure(places: ReadonlyMap<string, Place>, many: number, rounds: number) {
	const all: Measured[] = [];
	for (const [name, place] of places) {
		for (const contacts of [FEW, many]) all.push(await prepare(name, place, contacts));
	}
	for (let round = 0; round < rounds; round++) {
		for (const measured of all) await takeTurn(measured, round);
	}
	console.log(`\nOne inbound message, median of ${rounds}, flush to disk included:`);
	for (const name of places.keys()) {
		const own = all.filter((measured) => measured.name === name);
		for (const measured of own) {
			const alone = median(measured.spent).toFixed(2);
			const together = (await crowd(measured, rounds)).toFixed(2);
			const megabytes = Math.round((await measured.size()) / BYTES_PER_MEGABYTE);
			console.log(
				`  ${name}, ${measured.contacts} contacts: ${alone} ms; ${together} ms of ${AT_ONCE} at once; ${megabytes} MB`,
			);
		}
		const [few, most] = own.map(({ spent }) => median(spent));
		console.log(`  ${name}, ratio: ${((most ?? 0) / (few ?? 1)).toFixed(2)}`);
	}
	for (const { store } of all) await store.close();
}

async function run(): Promise<void> {
	const { values } = parseArgs({
		options: {
			contacts: { type: 'string', default: '200000' },
			rounds: { type: 'string', default: '2000' },
			engine: { type: 'string', multiple: true, default: ['sqlite', 'postgres'] },
		},
	});
	const folder = mkdtempSync(join(tmpdir(), 'business-messaging-bench-'));
	const places = new Map<string, Place>();
	if (values.engine.includes('sqlite')) places.set('sqlite', sqlitePlace(folder));
	const started = values.engine.includes('postgres')
		? await startPostgres({ durable: true })
		: undefined;
	if (started?.ok) places.set('postgres', postgresPlace(started.server));
	else if (started) console.log(`Without PostgreSQL: ${started.reason}`);
	try {
		await measure(places, Number(values.contacts), Number(values.rounds));
	} finally {
		if (started?.ok) await started.server.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

void run();
