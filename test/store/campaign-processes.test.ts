import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { openStore, type StoreLocation } from '../../store/open-store';
import { ENGINES } from './engines';
import { endsWith, minute } from './events';

/** Real processes that send one campaign, as two executions of one workflow in n8n's queue mode do. */

const WORKER = join(__dirname, 'campaign-worker.ts');
const PEOPLE = 40;

function start(location: StoreLocation, bootId: string, end = '') {
	const child = spawn(
		process.execPath,
		['--import', 'tsx', WORKER, JSON.stringify(location), bootId, `${PEOPLE}`, end],
		{ stdio: ['pipe', 'pipe', 'inherit'] },
	);
	let output = '';
	const ready = new Promise<void>((resolve) => {
		child.stdout.on('data', (chunk: Buffer) => {
			output += chunk.toString();
			if (output.startsWith('ready')) resolve();
		});
	});
	const ended = once(child, 'close');
	return { child, ready, ended, people: () => output.split('\n').slice(1).filter(Boolean) };
}

async function run(workers: ReadonlyArray<ReturnType<typeof start>>): Promise<void> {
	await Promise.all(workers.map(({ ready }) => ready));
	for (const { child } of workers) child.stdin.write('go\n');
	await Promise.all(workers.map(({ ended }) => ended));
}

describe.each(ENGINES)('$name: several processes with one campaign', ({ newLocation }) => {
	let location: StoreLocation;
	let remove: () => Promise<void>;
	beforeEach(async () => ({ location, remove } = await newLocation()));
	afterEach(() => remove());

	it('several processes send a campaign to every customer exactly once', async () => {
		const workers = [start(location, 'one'), start(location, 'two')];
		await run(workers);
		const sent = workers.flatMap(({ people }) => people());
		expect(sent).toHaveLength(PEOPLE);
		expect(new Set(sent).size).toBe(PEOPLE);
	}, 60_000);

	it('a send of a dead process is not repeated', async () => {
		const victim = start(location, 'victim', 'crash');
		await run([victim]);
		expect(victim.people()).toHaveLength(PEOPLE);
		const store = await openStore(location);
		const heir = {
			owner: { bootId: 'heir', hostname: 'host-a', processId: process.pid },
			realTime: minute(0),
			isProcessAlive: (processId: number) => processId !== victim.child.pid,
		};
		const verdictOn = async (person: number) => {
			const parties = endsWith({ id: `customer-${person}` });
			return (await store.campaigns.claim(parties, { campaign: 'may' }, heir, minute(1))).claim;
		};
		expect(await verdictOn(PEOPLE - 2)).toBe('alreadySent');
		expect(await verdictOn(PEOPLE - 1)).toBe('outcomeUnknown');
		await store.close();
	}, 60_000);
});
