import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { once } from 'node:events';

import { openStore } from '../../store/open-store';
import { removeFolder, temporaryFolder } from './engines';
import { endsWith, minute, options, message } from './events';

/**
 * Real processes on one file, as n8n's main and webhook processes are. What this does not show: power cuts, and file
 * systems that lie about their locks (network drives).
 */

const WORKER = join(__dirname, 'worker.ts');
const EVENTS = 200;

interface Running {
	child: ChildProcess;
	ready: Promise<void>;
	ids: () => string[];
	ended: Promise<number | null>;
}

function start(file: string, bootId: string, first: number, step: number, end = ''): Running {
	const child = spawn(
		process.execPath,
		['--import', 'tsx', WORKER, file, bootId, `${first}`, `${step}`, `${EVENTS}`, end],
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

describe('sqlite: several processes on one file', () => {
	let folder: string;
	let file: string;
	beforeEach(() => {
		folder = temporaryFolder();
		file = join(folder, 'new', 'store.sqlite');
	});
	afterEach(() => removeFolder(folder));

	it('create and migrate it together, and claim each of 200 events exactly once', async () => {
		const workers = [
			start(file, 'one', 0, 1),
			start(file, 'two', 199, 199),
			start(file, 'three', 7, 3),
		];
		expect(await go(workers)).toEqual([0, 0, 0]);
		const claimed = workers.flatMap(({ ids }) => ids());
		expect(claimed).toHaveLength(EVENTS);
		expect(new Set(claimed).size).toBe(EVENTS);
		const store = await openStore({ file });
		expect(await store.inbox.counts('trigger-1')).toEqual({
			received: EVENTS,
			repeats: 2 * EVENTS,
			redelivered: 0,
		});
		const customer = endsWith({ id: 'customer-0' });
		expect((await store.conversations.get(customer, minute(0)))?.isFirstMessage).toBe(false);
		await store.close();
	}, 60_000);

	it('get the events of one that was killed exactly once', async () => {
		const victim = start(file, 'victim', 0, 1, 'crash');
		expect(await go([victim])).toEqual([null]);
		const store = await openStore({ file });
		expect((await store.inbox.receive([message('event-3')], options())).repeats).toBe(1);
		const takeOver = (bootId: string) =>
			store.inbox.takeOver({
				trigger: 'trigger-1',
				owner: { bootId, hostname: 'host-a', processId: process.pid },
				now: minute(1),
				deadBefore: minute(-60),
				isProcessAlive: (processId) => processId !== victim.child.pid,
			});
		const taken = [...(await takeOver('heir-1')), ...(await takeOver('heir-2'))];
		expect(taken.map(({ id }) => id)).toEqual(victim.ids());
		expect(taken).toHaveLength(EVENTS);
		await store.close();
	}, 60_000);
});
