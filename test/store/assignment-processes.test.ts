import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { AgentCandidate } from '../../store/contracts/agents';
import type { Store } from '../../store/contracts/store';
import { openStore, type StoreLocation } from '../../store/open-store';
import { sizeOf } from '../thoroughness';
import { ENGINES } from './engines';
import { endsWith, minute } from './events';

/** Real processes that assign conversations at once, as the workers of n8n's queue mode do. */

const WORKER = join(__dirname, 'assignment-worker.ts');
const PROCESSES = 4;
const CONVERSATIONS = sizeOf({ short: 200, nightly: 1_000 });
/** Too little for all of the conversations with the eight agents who are not away. */
const CAPACITY = CONVERSATIONS / 10;

const AGENTS: AgentCandidate[] = Array.from({ length: 9 }, (_, number) => ({
	id: `agent-${number}`,
	capacity: CAPACITY,
}));
const AWAY = 'agent-4';
const ONLINE = AGENTS.filter(({ id }) => id !== AWAY);

interface Assigned {
	key: string;
	agent?: string;
	why?: string;
}

async function start(location: StoreLocation, agents: readonly AgentCandidate[]) {
	const child = spawn(
		process.execPath,
		['--import', 'tsx', WORKER, JSON.stringify(location), JSON.stringify(agents)],
		{ stdio: ['pipe', 'pipe', 'inherit'] },
	);
	let output = '';
	await new Promise<void>((resolve) => {
		child.stdout.on('data', (chunk: Buffer) => {
			output += chunk.toString();
			if (output.startsWith('ready')) resolve();
		});
	});
	return async (keys: readonly string[]): Promise<Assigned[]> => {
		child.stdin.end(keys.join('\n'));
		await once(child, 'close');
		const [, ...lines] = output.trim().split('\n');
		return lines.map((line) => JSON.parse(line) as Assigned);
	};
}

async function createConversations(store: Store, count: number): Promise<string[]> {
	const keys: string[] = [];
	for (let number = 0; number < count; number++) {
		const ends = endsWith({ id: `customer-${number}` });
		const change = { step: 'start', values: {} };
		keys.push((await store.conversations.changeState(ends, change, minute(0))).key);
	}
	return keys;
}

describe.each(ENGINES)('$name: several processes that assign conversations', ({ newLocation }) => {
	let location: StoreLocation;
	let remove: () => Promise<void>;
	let store: Store;
	beforeEach(async () => {
		({ location, remove } = await newLocation());
		store = await openStore(location);
	});
	afterEach(async () => {
		await store.close();
		await remove();
	});

	it('conversations are given out within capacity, each with its reason, and to no agent who is away', async () => {
		await store.agents.setPresence({ id: AWAY }, 'away', minute(0));
		const keys = await createConversations(store, CONVERSATIONS);
		const workers = await Promise.all(
			Array.from({ length: PROCESSES }, () => start(location, AGENTS)),
		);
		const results = await Promise.all(
			workers.map((assign, worker) =>
				assign(keys.filter((_, index) => index % PROCESSES === worker)),
			),
		);
		const assigned = results.flat();
		expect(new Set(assigned.map(({ key }) => key)).size).toBe(CONVERSATIONS);

		const given = assigned.filter(({ agent }) => agent !== undefined);
		expect(given).toHaveLength(ONLINE.length * CAPACITY);
		for (const { why, agent } of given) expect(why).toContain(agent);
		const availability = await store.agents.availability(
			AGENTS.map(({ id }) => id),
			minute(2),
		);
		expect(availability.map(({ id, open }) => [id, open])).toEqual(
			AGENTS.map(({ id }) => [id, id === AWAY ? 0 : CAPACITY]),
		);
	}, 120_000);

	it('agents with room get equal shares, within one', async () => {
		const keys = await createConversations(store, CONVERSATIONS);
		const agents = AGENTS.slice(1).map(({ id }) => ({ id }));
		const workers = await Promise.all(
			Array.from({ length: PROCESSES }, () => start(location, agents)),
		);
		await Promise.all(
			workers.map((assign, worker) =>
				assign(keys.filter((_, index) => index % PROCESSES === worker)),
			),
		);
		const availability = await store.agents.availability(undefined, minute(2));
		const open = availability.map((agent) => agent.open);
		expect(open.reduce((sum, count) => sum + count, 0)).toBe(CONVERSATIONS);
		expect(open).toHaveLength(AGENTS.length - 1);
		expect(Math.max(...open) - Math.min(...open)).toBeLessThanOrEqual(1);
	}, 120_000);
});
