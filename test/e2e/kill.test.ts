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
const shortLife = (round: number) => 3_000 + ((round * 737) % 3_000);
/**
 * n8n tells of the end of an execution after its own notes about it, and only then it is noted in the inbox: what ended
 * this shortly before a kill may repeat. Generous, for a busy machine; the summary says how long it was.
 */
const JUST_ENDED_MS = 2_500;
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

		const customers = startCustomers(graph, sent, load);
		for (let round = 0; round < KILLS; round++) {
			await pause(shortLife(round));
			kills.push(new Date());
			await n8n.kill();
			await n8n.startAgain();
			process.stdout.write(`Kill ${round + 1} of ${KILLS}, ${sent.length} messages so far.\n`);
		}
		await pause(2_000);
		load.over = true;
		await customers.silent;
		await eventually(async () => {
			expect(unfinished(sent, await startsOf(n8n, workflowId))).toEqual([]);
		}, 60_000).catch(() => undefined);
		starts = await startsOf(n8n, workflowId);
		process.stdout.write(summary(sent, kills, starts, graph, customers.swallowed));
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

/** What our trigger answers. While n8n starts, n8n answers 200 by itself, and nobody has the message. */
const TAKEN = '{"received":true}';

interface Customers {
	/** Resolves when everybody's last message was taken. */
	silent: Promise<unknown>;
	/** Webhooks that n8n answered 200 without asking any node ("n8n is starting up. Please wait"). */
	swallowed: string[];
}

/** New people each time, so that nobody reaches the limit of a pair. */
function startCustomers(graph: GraphEmulator, sent: string[], load: { over: boolean }): Customers {
	const swallowed: string[] = [];
	const write = async (customer: number): Promise<void> => {
		for (let count = 0; !load.over; count++) {
			const id = `wamid.KILL-${customer}-${count}`;
			sent.push(id);
			const from = `55119${80_000_000 + customer * 10_000 + count}`;
			for (let taken = false; !taken;) {
				const { delivery } = await graph.customerSends({ from, text: 'oi', id });
				if (!delivery.delivered) throw new Error(`Nobody took ${id}: ${delivery.reason}`);
				taken = delivery.responseText === TAKEN;
				// As a proxy does that asks for n8n's readiness before it passes anything on.
				if (!taken) swallowed.push(id);
			}
		}
	};
	const silent = Promise.all(Array.from({ length: CUSTOMERS }, (_, customer) => write(customer)));
	// A failure shows when it is waited for, which is later.
	silent.catch(() => undefined);
	return { silent, swallowed };
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
	return endedBeforeKill(start, kills) > JUST_ENDED_MS;
}

/** How long before the next kill the execution ended, in ms; 0 for one that the kill ended. */
function endedBeforeKill(start: Start | undefined, kills: readonly Date[]): number {
	if (start?.stoppedAt === undefined) return 0;
	const end = start.stoppedAt.getTime();
	return (kills.find((kill) => kill.getTime() >= end)?.getTime() ?? Infinity) - end;
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
	swallowed: readonly string[],
): string {
	const groups = [...byMessage(starts).values()];
	const twice = groups.filter((all) => all.length > 1);
	const justEnded = twice.flatMap((all) =>
		all.slice(0, -1).map((start) => endedBeforeKill(start, kills)),
	);
	const lines = [
		`${kills.length} kills, ${sent.length} messages, ${starts.length} executions.`,
		`Lost: ${sent.length - groups.length}.`,
		`Started more than once: ${twice.length}, of which unfinished at the kill: ${
			twice.filter((all) => !all.slice(0, -1).some((start) => hadEnded(start, kills))).length
		}.`,
		`The longest time between an end and a kill that still repeated it: ${Math.max(0, ...justEnded)} ms.`,
		`Marked as redelivered: ${starts.filter(({ redelivered }) => redelivered).length}.`,
		`Crashed executions: ${starts.filter(({ status }) => status === 'crashed').length}.`,
		`Webhooks repeated by the provider: ${graph.deliveries.filter(({ attempts }) => attempts > 1).length}.`,
		`Answered 200 by n8n itself while it started, asking no node: ${swallowed.length}.`,
		`Answers at the provider: ${answers(graph).length}, to ${answered(graph).size} messages.`,
	];
	return `\n${lines.join('\n')}\n`;
}
