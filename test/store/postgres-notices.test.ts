import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import type { Hearer } from '../../store/contracts/inbox';
import type { Store } from '../../store/contracts/store';
import { openStore } from '../../store/open-store';
import { sqliteEngine } from '../../store/engines/sqlite';
import {
	onPostgres,
	temporarySchema,
	POSTGRES_URL,
	removeFolder,
	temporaryFolder,
} from './engines';
import { message, OWNER, receive } from './events';

// Two stores with connections of their own, as two processes have them: one hears what the other leaves to it.

const ELSEWHERE: Partial<Hearer> = { startsHere: false };
const WITHIN_MS = 10_000;

const server = POSTGRES_URL;
if (server !== undefined) describe('postgres: notices', () => declareTests(server));

it('SQLite sends no notices: every process searches regularly', () => {
	const folder = temporaryFolder();
	expect(sqliteEngine(join(folder, 'store.sqlite')).notices).toBeUndefined();
	removeFolder(folder);
});

function declareTests(url: string): void {
	let schema: ReturnType<typeof temporarySchema>;
	let receiving: Store;
	let running: Store;
	let heard: number[];

	beforeEach(async () => {
		schema = temporarySchema(url);
		receiving = await openStore(schema.location);
		// Another address of the same schema is another process to the store.
		running = await openStore({ url: `${schema.location.url}&application_name=running` });
		heard = [];
		running.inbox.onWaiting((dueInMs) => heard.push(dueInMs));
		await hears([0]);
		heard.length = 0;
	});
	afterEach(async () => {
		await running.close();
		await receiving.close();
		await schema.remove();
	});

	async function hears(wanted: number[]): Promise<void> {
		const deadline = Date.now() + WITHIN_MS;
		while (heard.length < wanted.length && Date.now() < deadline) await pause(10);
		expect(heard).toEqual(wanted);
	}

	it('a notice is sent for an event that its receiver leaves to another process', async () => {
		await receive(receiving, [message('a')], { hearer: ELSEWHERE });
		await hears([0]);
	});

	it('a notice is sent when messages to be joined are due', async () => {
		const joined = { ...ELSEWHERE, inOrder: true, joinMs: 4_000 };
		await receive(receiving, [message('a')], { hearer: joined });
		await hears([4_000]);
	});

	it('a notice is sent for the next event of a customer when the one before has ended', async () => {
		const { fresh } = await receive(receiving, [message('a')], { hearer: { inOrder: true } });
		await receive(receiving, [message('b')], { hearer: { inOrder: true } });
		await receiving.inbox.settle('trigger-1', fresh);
		await hears([0]);
	});

	it('a notice is sent for released and interrupted events', async () => {
		await receive(receiving, [message('a')], { hearer: { beginsAtOnce: false } });
		await receiving.inbox.giveBack(OWNER);
		await hears([0]);
		await receiving.inbox.putBack('trigger-1', [message('a')], '1');
		await hears([0, 0]);
	});

	it('no notice is sent for events that start where they arrive, nor by a rolled back transaction', async () => {
		await receive(receiving, [message('a')]);
		const failing = receive(receiving, [message('b')], {
			hearer: ELSEWHERE,
			keep: () => {
				throw new Error('mistake of the caller');
			},
		});
		await expect(failing).rejects.toThrow('mistake');
		await receive(receiving, [message('c')], { hearer: ELSEWHERE });
		await hears([0]);
	});

	it('no notice reaches a store in another schema of the database', async () => {
		const other = temporarySchema(url);
		const otherStore = await openStore(other.location);
		await receive(otherStore, [message('a')], { hearer: ELSEWHERE });
		await otherStore.close();
		await other.remove();
		await receive(receiving, [message('b')], {
			hearer: { ...ELSEWHERE, inOrder: true, joinMs: 7 },
		});
		await hears([7]);
	});

	it('notices are received again after the connection was lost, which itself counts as a notice', async () => {
		const ended = await onPostgres(
			url,
			`select pg_terminate_backend(pid) from pg_stat_activity
			where application_name = 'running' and query like 'listen%'`,
		);
		expect(ended).toHaveLength(1);
		await hears([0]);
		await receive(receiving, [message('a')], { hearer: ELSEWHERE });
		await hears([0, 0]);
	});

	it('notices end with their listener, and with the store', async () => {
		const stop = running.inbox.onWaiting(() => undefined);
		stop();
		await running.close();
		const left = async () =>
			await onPostgres(
				url,
				`select pid from pg_stat_activity where application_name = 'running' and query like 'listen%'`,
			);
		const deadline = Date.now() + WITHIN_MS;
		while ((await left()).length > 0 && Date.now() < deadline) await pause(10);
		expect(await left()).toEqual([]);
		await receive(receiving, [message('a')], { hearer: ELSEWHERE });
		expect(heard).toEqual([]);
	});
}
