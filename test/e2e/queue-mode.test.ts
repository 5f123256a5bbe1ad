import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { findPostgres } from '../../sandbox/postgres';
import { findRedis } from '../../sandbox/redis';
import type { Execution } from '../../sandbox/n8n-api';
import { startGraphEmulator } from '../emulators/whatsapp-cloud/emulator';
import type { GraphEmulator } from '../emulators/whatsapp-cloud/emulator-types';
import { onPostgres } from '../store/engines';
import { sizeOf } from '../thoroughness';
import { askingWorkflow } from './harness/asking-workflow';
import { eventually } from './harness/eventually';
import { itemsOf } from './harness/execution-items';
import { chatPage } from './harness/simulated-phone';
import { startQueueMode, type QueueMode } from './harness/start-queue-mode';
import { CREDENTIAL_TYPE, TRIGGER, workingWorkflow } from './harness/whatsapp-workflow';

// Proves the way in of n8n's queue mode in real processes: main, one webhook process and one worker, with Redis and
// PostgreSQL, against an emulated Graph API. It does not prove load, nor several machines.

const WITHIN_MS = 300_000;
const ACCESS_TOKEN = 'EAA-invented-access-token';
const APP_SECRET = 'invented-app-secret';
const MARTA = '5511988880001';
const HEARD_WITHIN_MS = 60_000;
/** Time for which no worker takes anything from the queue. Longer than a minute at night: a long queue is no lost one. */
const QUEUE_WAITS_MS = sizeOf({ short: 0, nightly: 100_000 });

const redis = findRedis();
if (redis !== undefined && findPostgres() !== undefined)
	describe('queue mode: main, one webhook process, one worker', () => declareTests(redis));
else process.stderr.write('Queue mode is not tested: this machine lacks Redis or PostgreSQL.\n');

interface Shop {
	id: string;
	/** Returns every message of its executions, in the order of the executions. */
	heard(): Promise<Heard[]>;
	texts(): Promise<string[]>;
}

interface Heard {
	id: string;
	text: string;
	redelivered: boolean;
	status: string;
	startedAt: number;
	stoppedAt: number;
}

function declareTests(redisProgram: string): void {
	let n8n: QueueMode;
	let graph: GraphEmulator;
	let credentialId: string;
	const shops: Shop[] = [];

	beforeAll(async () => {
		n8n = await startQueueMode(redisProgram);
		graph = await startGraphEmulator({
			accessToken: ACCESS_TOKEN,
			appSecret: APP_SECRET,
			redeliver: { attempts: 20, delayMilliseconds: 300 },
		});
		credentialId = await n8n.createCredential('WhatsApp', CREDENTIAL_TYPE, {
			accessToken: ACCESS_TOKEN,
			businessAccountId: graph.world.accountId,
			appId: graph.world.appId,
			appSecret: APP_SECRET,
			baseUrl: graph.baseUrl,
		});
	}, WITHIN_MS);
	afterEach(async () => {
		n8n.deliverTo('webhook');
		for (const { id } of shops.splice(0)) await n8n.unpublish(id);
	});
	afterAll(async () => {
		await graph?.close();
		await n8n?.stop();
	}, WITHIN_MS);

	async function publishShop(seconds = 0, options: Record<string, unknown> = {}): Promise<Shop> {
		const id = await n8n.importWorkflow(workingWorkflow({ credentialId, options, seconds }));
		await n8n.publish(id);
		const heard = async () => (await n8n.executions(id)).reverse().flatMap(messagesOf);
		const shop = { id, heard, texts: async () => (await heard()).map(({ text }) => text) };
		shops.push(shop);
		return shop;
	}

	/** Resolves when the trigger has recorded the message. */
	const write = async (from: string, text: string, id = `wamid.${randomUUID()}`) => {
		const { delivery } = await graph.customerSends({ from, text, id });
		expect(delivery).toMatchObject({ delivered: true, responseText: '{"received":true}' });
		return id;
	};
	const hears = async (shop: Shop, texts: readonly string[]) =>
		await eventually(async () => {
			expect((await shop.texts()).sort()).toEqual([...texts].sort());
		}, HEARD_WITHIN_MS);
	/** Returns messages of the conversation store whose execution has not ended. */
	const kept = async () =>
		await onPostgres(
			n8n.databaseUrl,
			`select payload from business_messaging.inbox where payload is not null`,
		);

	it('executes every message once, whichever process got its webhook', async () => {
		const shop = await publishShop();
		const wanted: string[] = [];
		for (const process of ['webhook', 'main'] as const) {
			n8n.deliverTo(process);
			const texts = Array.from({ length: 5 }, (_, number) => `${process} ${number}`);
			await Promise.all(texts.map((text, number) => write(`551198888000${number}`, text)));
			wanted.push(...texts);
		}
		await hears(shop, wanted);
		await eventually(async () => expect(await kept()).toEqual([]));
		expect(await n8n.executions(shop.id)).toHaveLength(wanted.length);
	});

	it('executes a message once whose webhook comes twice, to one process and to two', async () => {
		const shop = await publishShop();
		const id = await write(MARTA, 'uma vez');
		await write(MARTA, 'uma vez', id);
		n8n.deliverTo('main');
		await write(MARTA, 'uma vez', id);
		await write(MARTA, 'depois');
		await hears(shop, ['uma vez', 'depois']);
	});

	it("starts one customer's messages one after the other, in their order", async () => {
		const shop = await publishShop(1.5);
		const texts = ['um', 'dois', 'três', 'quatro'];
		for (const text of texts) await write(MARTA, text);
		await eventually(async () => expect(await shop.texts()).toHaveLength(4), HEARD_WITHIN_MS);
		await eventually(async () => {
			expect((await shop.heard()).map(({ status }) => status)).toEqual(texts.map(() => 'success'));
		}, HEARD_WITHIN_MS);
		const heard = await shop.heard();
		expect(heard.map(({ text }) => text)).toEqual(texts);
		for (const [index, { startedAt }] of heard.entries()) {
			// n8n records the end some milliseconds after the inbox.
			if (index > 0) expect(startedAt).toBeGreaterThan((heard[index - 1]?.stoppedAt ?? 0) - 500);
		}
	});

	it('starts a second workflow on the number, and joins the messages of a third', async () => {
		const shops = [
			await publishShop(),
			await publishShop(),
			await publishShop(0, { joinSeconds: 3 }),
		];
		const texts = ['oi', 'tudo bem?', 'quero um bolo'];
		for (const text of texts) await write(MARTA, text);
		const [first, second, joining] = shops;
		await hears(first as Shop, texts);
		await hears(second as Shop, texts);
		await hears(joining as Shop, [texts.join('\n')]);
	});

	it('a reply reaches its question, also through a worker that came later, and a question ends at its time', async () => {
		const { triggerId, ...workflow } = askingWorkflow([
			{
				...{ name: 'Question', after: ['Reply', 'Silence'] },
				parameters: {
					...{ text: 'Quantos?', expect: 'number', waitUnit: 'seconds' },
					waitAmount: '={{ $json.message.text === "Rápido" ? 3 : 600 }}',
				},
			},
			{
				...{ name: 'Reply', operation: 'send' },
				parameters: { text: '=reply {{ $json.answer.value }}' },
			},
			{ ...{ name: 'Silence', operation: 'send' }, parameters: { text: 'silence' } },
		]);
		const id = await n8n.importWorkflow(workflow);
		await n8n.publish(id);
		const page = chatPage(`${n8n.baseUrl}/webhook/${triggerId}`);
		const [ana, ben] = [
			page.customer({ id: '+5511988880011', name: 'Ana' }),
			page.customer({ id: '+5511988880012', name: 'Ben' }),
		];
		await ana.says('Oi');
		expect(await ana.hears()).toMatchObject({ text: 'Quantos?' });
		await n8n.worker.kill();
		await n8n.worker.startAgain();
		await ana.says('sete');
		expect(await ana.hears()).toMatchObject({ text: 'reply 7' });
		await ben.says('Rápido');
		expect(await ben.hears()).toMatchObject({ text: 'Quantos?' });
		expect(await ben.hears()).toMatchObject({ text: 'silence' });
		await n8n.unpublish(id);
	});

	it("works on a message once when n8n's queue repeats its job", async () => {
		const shop = await publishShop(3);
		await write(MARTA, 'só uma vez');
		await eventually(() => expect(n8n.worker.log()).toContain('Worker started execution'));
		const running = await eventuallyRunning(shop);
		await n8n.repeatJob(shop.id, running);
		await eventually(() => {
			const started = n8n.worker.log().split(`Worker started execution ${running} `).length - 1;
			expect(started).toBe(2);
		}, HEARD_WITHIN_MS);
		await eventually(async () => expect(await kept()).toEqual([]), HEARD_WITHIN_MS);
		await hears(shop, ['só uma vez']);
		const [report] = await onPostgres(
			n8n.databaseUrl,
			`select coalesce(sum(redelivered), 0)::int as redelivered
			from business_messaging.counter_slots where trigger_id like '${shop.id}:%'`,
		);
		expect(report).toEqual({ redelivered: 0 });
	});

	it(
		'executes again what a killed worker worked on, marked as redelivered, and nothing else',
		async () => {
			const shop = await publishShop(4);
			const before = await Promise.all(
				['a', 'b', 'c'].map((text, number) => write(`551198888100${number}`, text)),
			);
			await eventually(async () => expect(await begun()).toHaveLength(before.length), 30_000);
			await n8n.worker.kill();
			const meanwhile = await Promise.all(
				['d', 'e', 'f'].map((text, number) => write(`551198888200${number}`, text)),
			);
			await pause(QUEUE_WAITS_MS);
			await n8n.worker.startAgain();
			await eventually(async () => expect(await kept()).toEqual([]), 120_000);
			const heard = (await shop.heard()).filter(({ status }) => status === 'success');
			expect(heard.map(({ id }) => id).sort()).toEqual([...before, ...meanwhile].sort());
			const redelivered = heard.filter((message) => message.redelivered);
			expect(redelivered.map(({ id }) => id).sort()).toEqual([...before].sort());
		},
		WITHIN_MS,
	);

	const begun = async () =>
		await onPostgres(
			n8n.databaseUrl,
			`select begun_by from business_messaging.inbox
			where payload is not null and begun_by is not null`,
		);

	async function eventuallyRunning(shop: Shop): Promise<string> {
		let id = '';
		await eventually(async () => {
			const [row] = await begun();
			expect(row).toBeDefined();
			id = String(row?.['begun_by']);
		}, HEARD_WITHIN_MS);
		expect((await n8n.executions(shop.id)).map((execution) => execution.id)).toEqual([id]);
		return id;
	}
}

function messagesOf(execution: Execution): Heard[] {
	const { startedAt, stoppedAt } = execution as unknown as Record<string, string>;
	// n8n gives an execution that crashed an item of its own making.
	const events = itemsOf(execution, TRIGGER).filter(({ message }) => message !== undefined);
	return events.map(({ id, message, redelivered }) => ({
		id: String(id),
		text: (message as { text: string }).text,
		redelivered: redelivered === true,
		status: execution.status,
		startedAt: Date.parse(startedAt ?? ''),
		stoppedAt: Date.parse(stoppedAt ?? ''),
	}));
}
