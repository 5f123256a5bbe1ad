import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { findPostgres } from '../../sandbox/postgres';
import { onPostgres } from '../store/engines';
import { startPostgres, type PostgresServer } from '../store/postgres-server';
import { eventually } from './harness/eventually';
import { failureOf } from './harness/execution-items';
import { sharedN8n } from './harness/shared-n8n';
import { chatPage, textFrom, type ChatPage } from './harness/simulated-phone';
import { storeWorkflow } from './harness/store-workflow';

// Proves in a real n8n that a workflow keeps its conversations in the PostgreSQL that its credential names, and nowhere
// else. What the test of the credential says in each case is proved in test/credentials/store-api.test.ts.

const CREDENTIAL = 'businessMessagingStoreApi';
const SCHEMA = 'shop_store';
const PASSWORD = 'canary: p@ss/wörd?';
const NEW_PASSWORD = 'canary: another %20';
const CHOSEN = { conversationStore: 'credential' };

const hasPostgres = findPostgres() !== undefined;
if (hasPostgres) describe('a conversation store from a credential', declareTests);
else process.stderr.write('The credential of the store is not tested: no PostgreSQL here.\n');

function declareTests(): void {
	const n8n = sharedN8n();
	let server: PostgresServer;
	let credentialId: string;
	let data: Record<string, unknown>;
	const workflowIds: string[] = [];

	beforeAll(async () => {
		const started = await startPostgres();
		if (!started.ok) throw new Error(started.reason);
		({ server } = started);
		await onPostgres(server.url, `create role shop login password '${PASSWORD}'`);
		await onPostgres(server.url, 'create database customers owner shop');
		data = {
			host: '127.0.0.1',
			port: server.port,
			database: 'customers',
			user: 'shop',
			password: PASSWORD,
			ssl: 'disable',
			schema: SCHEMA,
			maxConnections: 3,
		};
		credentialId = await n8n.createCredential('Shop', CREDENTIAL, data);
	});
	afterAll(async () => {
		for (const workflowId of workflowIds) await n8n.unpublish(workflowId);
		await server?.stop();
	});

	const rows = (sql: string) => onPostgres(server.url.replace(/\/\w+$/, '/customers'), sql);

	async function publish(trigger: object, answer: object): Promise<{ id: string; page: ChatPage }> {
		const workflow = storeWorkflow({
			trigger: { options: trigger },
			options: { ...answer },
			credentials: { [CREDENTIAL]: { id: credentialId, name: 'Shop' } },
		});
		const id = await n8n.importWorkflow(workflow);
		await n8n.publish(id);
		workflowIds.push(id);
		return { id, page: chatPage(n8n.webhookUrl(workflow)) };
	}

	async function verdict(changes: Record<string, unknown>): Promise<unknown> {
		const credentials = {
			id: credentialId,
			name: 'Shop',
			type: CREDENTIAL,
			data: { ...data, ...changes },
		};
		return (await n8n.api.post<{ data: unknown }>('/rest/credentials/test', { credentials })).data
			.data;
	}

	it('the credential test connects to the database', async () => {
		expect(await verdict({})).toMatchObject({ status: 'OK' });
		expect(await verdict({ password: 'wrong' })).toEqual({
			status: 'Error',
			message: expect.stringContaining('Check User and Password'),
		});
	});

	it('an incoming message is recorded and answered, and its repeat is dropped', async () => {
		const { id, page } = await publish(CHOSEN, CHOSEN);
		const marta = { id: '+5511988885000', name: 'Marta do Postgres' };
		const event = textFrom(marta, 'oi');
		await page.post(event);
		expect(await page.customer(marta).hears()).toMatchObject({ text: 'Você disse: oi' });
		await page.post(event);
		await page.post(textFrom(marta, 'tchau'));
		await n8n.waitForExecutions(id, 2);
		expect(await n8n.executions(id)).toHaveLength(2);

		const named = `from ${SCHEMA}.contacts where name = '${marta.name}'`;
		expect(await rows(`select 1 ${named}`)).toHaveLength(1);
		expect(inDefaultStore('select 1 from contacts where name = ?', marta.name)).toEqual([]);
	});

	it('the store gets heartbeats, and finished events leave its inbox', async () => {
		await eventually(async () => {
			const inbox = await rows(`select 1 from ${SCHEMA}.inbox where payload is not null`);
			expect(inbox).toEqual([]);
			const owners = await rows(`select last_beat_at from ${SCHEMA}.owners`);
			const beats = owners.map(({ last_beat_at }) => Date.parse(String(last_beat_at)));
			expect(Math.max(...beats)).toBeGreaterThan(Date.now() - 15_000);
		}, 60_000);
	});

	it.each([
		['the trigger', CHOSEN, {}],
		['the node that answers', {}, CHOSEN],
	])('a send is refused when only %s uses the store', async (_, trigger, answer) => {
		const { id, page } = await publish(trigger, answer);
		await page.post(textFrom({ id: '+5511988885001', name: 'Rui' }, 'oi'));
		const [execution] = await n8n.waitForExecutions(id, 1);
		if (execution === undefined) throw new Error('no execution');
		expect(execution.status).toBe('error');
		expect(failureOf(execution)).toEqual({
			message: '"Answer" and "Customer writes" use different conversation stores',
			description: expect.stringContaining('Options > Conversation Store'),
		});
	});

	it('works with a new password once the credential has it', async () => {
		const { page } = await publish(CHOSEN, CHOSEN);
		const ana = { id: '+5511988885002', name: 'Ana' };
		await page.customer(ana).says('antes');
		await page.customer(ana).hears();

		await onPostgres(server.url, `alter role shop password '${NEW_PASSWORD}'`);
		await n8n.api.patch(`/rest/credentials/${credentialId}`, {
			name: 'Shop',
			type: CREDENTIAL,
			data: { ...data, password: NEW_PASSWORD },
		});
		await onPostgres(
			server.url,
			`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'shop'`,
		);
		const event = textFrom(ana, 'depois');
		await expect(page.post(event)).rejects.toMatchObject({ response: { status: 503 } });
		// A provider also delivers again until it gets its 200.
		await eventually(
			async () => expect(await page.post(event)).toEqual({ received: true }),
			60_000,
		);
		await eventually(async () => {
			expect(await rows(`select 1 from ${SCHEMA}.messages`)).toHaveLength(4);
		}, 60_000);
		const connections = await onPostgres(
			server.url,
			`select 1 from pg_stat_activity where usename = 'shop'`,
		);
		expect(connections.length).toBeGreaterThan(0);
		expect(connections.length).toBeLessThanOrEqual(3);
	}, 120_000);

	it('no log and no execution contains the password', async () => {
		const executions = await Promise.all(workflowIds.map((id) => n8n.executions(id)));
		for (const password of [PASSWORD, NEW_PASSWORD]) {
			for (const form of [password, encodeURIComponent(password)]) {
				expect(n8n.log()).not.toContain(form);
				expect(JSON.stringify(executions)).not.toContain(form);
			}
		}
	});

	function inDefaultStore(sql: string, value: string): unknown[] {
		const file = join(n8n.userFolder, '.n8n', 'business-messaging', 'conversations.sqlite');
		if (!existsSync(file)) return [];
		const database = new DatabaseSync(file, { readOnly: true });
		try {
			return database.prepare(sql).all(value);
		} finally {
			database.close();
		}
	}
}
