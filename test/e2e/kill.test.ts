import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

import { startGraphEmulator } from '../emulators/whatsapp-cloud/emulator';
import type { GraphEmulator } from '../emulators/whatsapp-cloud/emulator-types';
import { eventually } from './harness/eventually';
import { startN8n, type StartedN8n } from './harness/start-n8n';
import { CREDENTIAL_TYPE, whatsappWorkflow } from './harness/whatsapp-workflow';

// Proves that no message is lost when n8n is killed at any moment, and that only those it was working on come twice,
// marked as such. It does not prove anything about a power cut (the system's own caches survive a killed process), nor
// about the processes of queue mode.

const KILLS = 10;
/** Customers who write at the same time, each the next message when the one before was taken. */
const CUSTOMERS = 8;
/** How long n8n works under load before it is killed; different each time, to hit it at different moments. */
const shortLife = (round: number) => 1_500 + ((round * 737) % 3_000);
/** Between the end of an execution and the note of it in the inbox: what ended this shortly before a kill may repeat. */
const JUST_ENDED_MS = 1_000;
/** About three minutes where nothing else runs; on a busy machine every start of n8n alone takes as many as forty seconds. */
const WITHIN_MS = 900_000;
const ENVIRONMENT = {
	// The other form of n8n 2.41.1's own look at crashed executions may end n8n while it starts ("Cannot read properties
	// of null (reading 'getTime')", for an execution that had not begun) or block its database for good
	// ("SqliteWriteConnectionMutex"), whichever nodes there are; it then takes one more start.
	N8N_EVENTBUS_RECOVERY_MODE: 'simple',
	// Killed a second time while it activates, n8n starts no `trigger()` before this time is over: 120 s by default. The
	// messages wait in the inbox until then.
	N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '5',
	N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '2000',
};
const ACCESS_TOKEN = 'EAA-invented-access-token';
const APP_SECRET = 'invented-app-secret';

/** One start of the workflow with one message. */
interface Start {
	messageId: string;
	redelivered: boolean;
	status: string;
	/** `undefined` for an execution that n8n could not finish. */
	stoppedAt: Date | undefined;
}

describe('killing n8n while customers write', () => {
	let n8n: StartedN8n;
	let graph: GraphEmulator;
	let workflowId: string;
	const sent: string[] = [];
	const kills: Date[] = [];
	const load = { over: false };
	let starts: Start[];

	beforeAll(async () => {
		n8n = await startN8n({ env: ENVIRONMENT });
		graph = await startGraphEmulator({
			accessToken: ACCESS_TOKEN,
			appSecret: APP_SECRET,
			redeliver: { attempts: 200, delayMilliseconds: 700 },
			throughputPerSecond: 'unlimited',
		});
		const credentialId = await n8n.createCredential('WhatsApp', CREDENTIAL_TYPE, {
			accessToken: ACCESS_TOKEN,
			businessAccountId: graph.world.accountId,
			appId: graph.world.appId,
			appSecret: APP_SECRET,
			baseUrl: graph.baseUrl,
		});
		workflowId = await n8n.importWorkflow(
			whatsappWorkflow({
				credentialId,
				triggerOn: ['message'],
				send: { text: '=Recebido {{ $json.message.id }}' },
			}),
		);
		await n8n.publish(workflowId);

		const customers = Array.from({ length: CUSTOMERS }, (_, customer) =>
			write(graph, customer, sent, load),
		);
		for (let round = 0; round < KILLS; round++) {
			await pause(shortLife(round));
			kills.push(new Date());
			await n8n.kill();
			await n8n.startAgain();
			process.stdout.write(`Kill ${round + 1} of ${KILLS}, ${sent.length} messages so far.\n`);
		}
		await pause(2_000);
		load.over = true;
		await Promise.all(customers);
		await eventually(async () => {
			expect(unfinished(sent, await startsOf(n8n, workflowId))).toEqual([]);
		}, 60_000).catch(() => undefined);
		starts = await startsOf(n8n, workflowId);
		process.stdout.write(summary(sent, kills, starts, graph));
	}, WITHIN_MS);

	afterAll(async () => {
		load.over = true;
		await graph?.close();
		await n8n?.stop();
	});

	it('killed it ten times, with messages in between', () => {
		expect(kills).toHaveLength(KILLS);
		expect(sent.length).toBeGreaterThan(KILLS * CUSTOMERS);
	});

	it('starts the workflow for every message', () => {
		const started = new Set(starts.map(({ messageId }) => messageId));
		expect(sent.filter((id) => !started.has(id))).toEqual([]);
	});

	it('finishes the workflow for every message', () => {
		expect(unfinished(sent, starts)).toEqual([]);
		expect(answered(graph)).toEqual(new Set(sent));
	});

	it('marks every second start of a message as redelivered', () => {
		for (const [, [, ...later]] of byMessage(starts)) {
			expect(later.filter(({ redelivered }) => !redelivered)).toEqual([]);
		}
	});

	it('starts no message again whose execution had ended', () => {
		const finishedBefore = [...byMessage(starts)].filter(([, all]) =>
			all.slice(1).some((_, index) => hadEnded(all[index], kills)),
		);
		expect(finishedBefore).toEqual([]);
	});
});

/** One customer after the other: new people each time, so that nobody reaches the limit of a pair. */
async function write(
	graph: GraphEmulator,
	customer: number,
	sent: string[],
	load: { over: boolean },
): Promise<void> {
	for (let count = 0; !load.over; count++) {
		const id = `wamid.KILL-${customer}-${count}`;
		sent.push(id);
		const from = `55119${80_000_000 + customer * 10_000 + count}`;
		const { delivery } = await graph.customerSends({ from, text: 'oi', id });
		if (!delivery.delivered && !load.over)
			throw new Error(`The emulator gave up on ${id}: ${delivery.reason}`);
	}
}

const pageSchema = z.object({
	data: z.array(
		z.object({
			id: z.coerce.number(),
			status: z.string(),
			startedAt: z.string().nullish(),
			stoppedAt: z.string().nullish(),
			data: z.unknown(),
		}),
	),
	nextCursor: z.string().nullish(),
});

/** In the order in which they were started. */
async function startsOf(n8n: StartedN8n, workflowId: string): Promise<Start[]> {
	const found: Array<Start & { executionId: number }> = [];
	let cursor: string | undefined;
	do {
		const params = { workflowId, includeData: true, limit: 250, cursor };
		const page = pageSchema.parse((await n8n.api.get('/api/v1/executions', { params })).data);
		for (const execution of page.data) {
			const stopped = execution.status === 'crashed' ? undefined : execution.stoppedAt;
			for (const [messageId, redelivered] of messagesIn(execution.data)) {
				found.push({
					executionId: execution.id,
					messageId,
					redelivered,
					status: execution.status,
					stoppedAt: stopped ? new Date(stopped) : undefined,
				});
			}
		}
		cursor = page.nextCursor ?? undefined;
	} while (cursor !== undefined);
	return found.sort((a, b) => a.executionId - b.executionId);
}

const eventSchema = z.object({
	event: z.literal('message'),
	id: z.string(),
	redelivered: z.boolean().default(false),
});

/** Also of an execution that ended before its first node did: the events are then still in its stack. */
function messagesIn(data: unknown, found = new Map<string, boolean>()): Map<string, boolean> {
	if (typeof data !== 'object' || data === null) return found;
	const event = eventSchema.safeParse(data);
	if (event.success) found.set(event.data.id, event.data.redelivered);
	else for (const value of Object.values(data)) messagesIn(value, found);
	return found;
}

/** The messages of which no execution came to its end. */
function unfinished(sent: readonly string[], starts: readonly Start[]): string[] {
	const finished = new Set(
		starts.filter(({ status }) => status === 'success').map(({ messageId }) => messageId),
	);
	return sent.filter((id) => !finished.has(id));
}

function byMessage(starts: readonly Start[]): Map<string, Start[]> {
	const groups = new Map<string, Start[]>();
	for (const start of starts) {
		groups.set(start.messageId, [...(groups.get(start.messageId) ?? []), start]);
	}
	return groups;
}

/** Whether the execution had ended well before the next kill. */
function hadEnded(start: Start | undefined, kills: readonly Date[]): boolean {
	if (start?.stoppedAt === undefined) return false;
	const end = start.stoppedAt.getTime();
	const nextKill = kills.find((kill) => kill.getTime() >= end);
	return nextKill === undefined || nextKill.getTime() - end > JUST_ENDED_MS;
}

/** The messages that got their answer at the provider. */
function answered(graph: GraphEmulator): Set<string> {
	return new Set(answers(graph));
}

function answers(graph: GraphEmulator): string[] {
	return graph.messages.flatMap(({ body }) => {
		const text = (body.text as { body?: string } | undefined)?.body ?? '';
		return /wamid\.KILL-\d+-\d+/.exec(text) ?? [];
	});
}

function summary(
	sent: readonly string[],
	kills: readonly Date[],
	starts: readonly Start[],
	graph: GraphEmulator,
): string {
	const groups = [...byMessage(starts).values()];
	const twice = groups.filter((all) => all.length > 1);
	const lines = [
		`${kills.length} kills, ${sent.length} messages, ${starts.length} executions.`,
		`Lost: ${sent.length - groups.length}.`,
		`Started more than once: ${twice.length}, of which unfinished at the kill: ${
			twice.filter((all) => !all.slice(0, -1).some((start) => hadEnded(start, kills))).length
		}.`,
		`Marked as redelivered: ${starts.filter(({ redelivered }) => redelivered).length}.`,
		`Crashed executions: ${starts.filter(({ status }) => status === 'crashed').length}.`,
		`Webhooks repeated by the provider: ${graph.deliveries.filter(({ attempts }) => attempts > 1).length}.`,
		`Answers at the provider: ${answers(graph).length}, to ${answered(graph).size} messages.`,
	];
	return `\n${lines.join('\n')}\n`;
}
