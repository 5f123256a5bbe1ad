import { findPostgres } from '../../sandbox/postgres';
import { onPostgres } from '../store/engines';
import { startPostgres, type PostgresServer } from '../store/postgres-server';
import { eventually } from './harness/eventually';
import { itemsOf } from './harness/execution-items';
import type { RunningN8n } from './harness/running-n8n';
import { chatPage, textFrom, type ChatPage } from './harness/simulated-phone';
import { startN8n, type StartedN8n } from './harness/start-n8n';
import { storeWorkflow } from './harness/store-workflow';

// Proves in real processes of n8n that they share one conversation store on a real PostgreSQL: two that create it
// together, one of which keeps its own tables in the same database. It does not prove queue mode.

const START_WITHIN_MS = 300_000;
const PER_SECOND = 2;

const hasPostgres = findPostgres() !== undefined;
if (hasPostgres) describe('two processes of n8n on one PostgreSQL', declareTests);
else process.stderr.write('n8n on PostgreSQL is not tested: this machine has no PostgreSQL.\n');

function declareTests(): void {
	let server: PostgresServer;
	/** Keeps its own tables in the same database; the other in a file. */
	let onPostgresToo: StartedN8n;
	let onFile: StartedN8n;
	const workflow = storeWorkflow({ options: { messagesPerSecond: PER_SECOND } });
	let pages: [ChatPage, ChatPage];

	beforeAll(async () => {
		const started = await startPostgres();
		if (!started.ok) throw new Error(started.reason);
		({ server } = started);
		const { username, password, port } = new URL(server.url);
		const env = { BUSINESS_MESSAGING_DB: server.url };
		[onPostgresToo, onFile] = await Promise.all([
			startN8n({
				env: {
					...env,
					DB_TYPE: 'postgresdb',
					DB_POSTGRESDB_HOST: '127.0.0.1',
					DB_POSTGRESDB_PORT: port,
					DB_POSTGRESDB_DATABASE: 'postgres',
					DB_POSTGRESDB_USER: username,
					DB_POSTGRESDB_PASSWORD: password,
				},
			}),
			startN8n({ env }),
		]);
		// A copy of an n8n has the same ids, and so have the old and the new container during an update.
		await Promise.all([onPostgresToo, onFile].map((n8n) => publishWithItsIds(n8n, workflow)));
		pages = [chatPage(onPostgresToo.webhookUrl(workflow)), chatPage(onFile.webhookUrl(workflow))];
	}, START_WITHIN_MS);
	afterAll(async () => {
		await Promise.all([onPostgresToo?.stop(), onFile?.stop()]);
		await server?.stop();
	}, START_WITHIN_MS);

	const rows = (sql: string) => onPostgres(server.url, sql);

	/** Returns the executions of both processes: after a restart, either may start one. */
	const executionsOfBoth = async () =>
		(await Promise.all([onPostgresToo, onFile].map((n8n) => n8n.executions(workflow.id)))).flat();

	/** Returns the customers' texts, one entry for each execution of either process. */
	async function heard(): Promise<string[]> {
		return (await executionsOfBoth())
			.flatMap((execution) => itemsOf(execution, 'Customer writes'))
			.map(({ message }) => String((message as { text?: string }).text));
	}

	it("creates its tables in a separate schema of n8n's database", async () => {
		const tables = await rows(
			`select schemaname, tablename from pg_tables where tablename in ('inbox', 'consents', 'workflow_entity')`,
		);
		expect(tables).toHaveLength(3);
		expect(tables).toContainEqual({ schemaname: 'public', tablename: 'workflow_entity' });
		expect(tables).toContainEqual({ schemaname: 'business_messaging', tablename: 'inbox' });
		expect(tables).toContainEqual({ schemaname: 'business_messaging', tablename: 'consents' });
	});

	it('both processes record and answer incoming messages', async () => {
		for (const [index, page] of pages.entries()) {
			const customer = page.customer({ id: `+551198888100${index}`, name: `Marta ${index}` });
			await customer.says(`oi ${index}`);
			expect(await customer.hears()).toMatchObject({ text: `Você disse: oi ${index}` });
		}
		const people = await rows('select name from business_messaging.contacts order by name');
		expect(people).toEqual([{ name: 'Marta 0' }, { name: 'Marta 1' }]);
	});

	it('a webhook that reaches both processes starts one execution', async () => {
		const customer = { id: '+5511988882000', name: 'Rui' };
		const texts = Array.from({ length: 10 }, (_, number) => `once ${number}`);
		for (const text of texts) {
			const event = textFrom(customer, text);
			await Promise.all(pages.map((page) => page.post(event)));
		}
		await eventually(async () => {
			expect((await heard()).filter((text) => text.startsWith('once')).sort()).toEqual(texts);
		}, 60_000);
	});

	it('both processes share the pace of the number', async () => {
		const customers = Array.from({ length: 8 }, (_, number) => ({
			page: pages[number % 2] as ChatPage,
			who: { id: `+551198888300${number}`, name: `Ana ${number}` },
		}));
		await Promise.all(customers.map(({ page, who }) => page.customer(who).says('rápido')));
		const answered = async () => {
			const found = await rows(
				`select at from business_messaging.simulator_entries
				where sender = 'bot' and customer_id like '+5511988883%' order by at`,
			);
			return found.map(({ at }) => Date.parse(String(at)));
		};
		await eventually(async () => expect(await answered()).toHaveLength(customers.length), 60_000);
		const times = await answered();
		const took = (times.at(-1) ?? 0) - (times[0] ?? 0);
		// With a pace of its own each process would need a second and a half for its four messages.
		expect(took).toBeGreaterThan((((customers.length - 1) * 1000) / PER_SECOND) * 0.7);
	});

	it(
		'keeps all data through a restart',
		async () => {
			const [page] = pages;
			const lia = { id: '+5511988884000', name: 'Lia' };
			const rute = { id: '+5511988884001', name: 'Rute' };
			const before = textFrom(lia, 'antes');
			await page.post(before);
			expect(await page.customer(lia).hears()).toMatchObject({ text: 'Você disse: antes' });
			await page.post(textFrom(rute, 'SAIR'));

			await onPostgresToo.kill();
			await onPostgresToo.startAgain();
			for (const event of [before, textFrom(lia, 'depois'), textFrom(rute, 'depois')]) {
				// While n8n starts, it answers by itself, and the message is lost.
				await eventually(async () => expect(await page.post(event)).toEqual({ received: true }));
			}

			await eventually(async () => {
				expect((await heard()).filter((text) => text === 'depois')).toHaveLength(2);
			}, 60_000);
			expect((await heard()).filter((text) => text === 'antes')).toHaveLength(1);
			await eventually(async () => {
				const blocked = (await executionsOfBoth()).flatMap((execution) =>
					itemsOf(execution, 'Answer', 1),
				);
				expect(blocked).toEqual([
					expect.objectContaining({
						contact: expect.objectContaining({ name: 'Rute' }),
						blocked: expect.objectContaining({ code: 'optedOut' }),
					}),
				]);
			});
		},
		START_WITHIN_MS,
	);
}

/** Publishes through the API of n8n's editor, because the public one gives a workflow a new id. */
async function publishWithItsIds(
	n8n: RunningN8n,
	workflow: ReturnType<typeof storeWorkflow>,
): Promise<void> {
	await n8n.api.post('/rest/workflows', workflow);
	await n8n.publish(workflow.id);
}
