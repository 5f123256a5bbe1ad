import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { once } from 'node:events';

import { openStore, type StoreLocation } from '../../store/open-store';
import { ENGINES } from './engines';
import { endsWith, minute, options, message } from './events';

/**
 * Real processes on one store, as n8n's main and webhook processes are. Power cuts, network drives with unreliable
 * locks, and a PostgreSQL that fails over to another machine are not covered.
 */

const WORKER = join(__dirname, 'worker.ts');
const EVENTS = 200;

interface Running {
	child: ChildProcess;
	ready: Promise<void>;
	ids: () => string[];
	ended: Promise<number | null>;
}

function start(
	location: StoreLocation,
	bootId: string,
	first: number,
	step: number,
	end = '',
): Running {
	const child = spawn(
		process.execPath,
		[
			...['--import', 'tsx', WORKER, JSON.stringify(location), bootId],
			...[`${first}`, `${step}`, `${EVENTS}`, end],
		],
		{ stdio: ['pipe', 'pipe', 'pipe'] },
	);
	let output = '';
	let errors = '';
	child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
	const ended = once(child, 'close').then(([code]) => code as number | null);
	const ready = new Promise<void>((resolve, reject) => {
		child.stdout?.on('data', (chunk: Buffer) => {
			output += chunk.toString();
			if (output.startsWith('ready')) resolve();
		});
		child.once('close', () => reject(new Error(`The worker ended early: ${errors}`)));
	});
	return { child, ready, ended, ids: () => output.split('\n').slice(1).filter(Boolean) };
}

async function go(workers: readonly Running[]): Promise<Array<number | null>> {
	await Promise.all(workers.map(({ ready }) => ready));
	for (const { child } of workers) child.stdin?.write('go\n');
	return Promise.all(workers.map(({ ended }) => ended));
}

describe.each(ENGINES)('$name: several processes on one store', ({ newLocation }) => {
	let location: StoreLocation;
	let remove: () => Promise<void>;
	beforeEach(async () => ({ location, remove } = await newLocation()));
	afterEach(() => remove());

	it('several processes create and migrate the store together, and claim each of 200 events exactly once', async () => {
		const workers = [
			start(location, 'one', 0, 1),
			start(location, 'two', 199, 199),
			start(location, 'three', 7, 3),
		];
		expect(await go(workers)).toEqual([0, 0, 0]);
		const claimed = workers.flatMap(({ ids }) => ids());
		expect(claimed).toHaveLength(EVENTS);
		expect(new Set(claimed).size).toBe(EVENTS);
		const store = await openStore(location);
		expect(await store.inbox.counts('trigger-1')).toEqual({
			received: EVENTS,
			repeats: 2 * EVENTS,
			redelivered: 0,
			abandoned: 0,
			refused: 0,
		});
		const customer = endsWith({ id: 'customer-0' });
		expect((await store.conversations.get(customer, minute(0)))?.isFirstMessage).toBe(false);
		await store.close();
	}, 60_000);

	it('the events of a killed process are taken over exactly once', async () => {
		const victim = start(location, 'victim', 0, 1, 'crash');
		expect(await go([victim])).toEqual([null]);
		const store = await openStore(location);
		expect((await store.inbox.receive([message('event-3')], options())).repeats).toBe(1);
		const takeOver = (bootId: string) =>
			store.inbox.startNext({
				listeners: ['trigger-1'],
				owner: { bootId, hostname: 'host-a', processId: process.pid },
				now: minute(1),
				deadBefore: minute(0.5),
				isProvenDead: () => false,
				beginsAtOnce: true,
				isStartedHere: () => false,
				mostRecovered: 1_000,
			});
		const heirs = await Promise.all([takeOver('heir-1'), takeOver('heir-2')]);
		const taken = heirs.flat().map(({ event }) => event.id);
		expect(taken).toHaveLength(EVENTS);
		expect(new Set(taken)).toEqual(new Set(victim.ids()));
		await store.close();
	}, 60_000);
});
