import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';

import { startGraphEmulator } from '../test/emulators/whatsapp-cloud/emulator';
import type { GraphEmulator } from '../test/emulators/whatsapp-cloud/emulator-types';
import type { GraphEmulatorOptions } from '../test/emulators/whatsapp-cloud/options';
import { startN8n, type StartedN8n } from '../test/e2e/harness/start-n8n';
import { readWorkflow, triggerUrl } from '../sandbox/workflow-file';
import { startRegistrationStub } from './registration-stub';

/**
 * A real n8n of the pinned version with its default settings, the packed package, and an emulated Meta. Every
 * contender is a workflow in this one process.
 */

export const ACCESS_TOKEN = 'EAA-invented-access-token';
export const APP_SECRET = 'invented-app-secret';
const EXECUTED_WITHIN_MS = 180_000;
const POLL_EVERY_MS = 25;

export interface BenchNode {
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	onError?: 'continueRegularOutput';
}

export interface Benchmarked {
	n8n: StartedN8n;
	graph: GraphEmulator;
	/** Values for `credentials` of our nodes, of the built-in trigger and of the built-in sending node. */
	credentials: Record<'ours' | 'trigger' | 'send', Record<string, { id: string; name: string }>>;
	/** Publishes nodes in a line, each behind the first output of the one before. The first is the trigger. */
	publish(nodes: readonly BenchNode[]): Promise<Published>;
	/** Resolves when `count` executions of the workflow have ended. */
	untilExecuted(workflowId: string, count: number): Promise<void>;
	/**
	 * Resolves when the executions of `count` events of our trigger have ended. One execution can have several events.
	 */
	untilSettled(workflowId: string, count: number): Promise<void>;
	stop(): Promise<void>;
}

export interface Published {
	workflowId: string;
	webhookId: string;
	/** Address of our trigger. */
	url?: string;
}

export interface BenchedN8nOptions {
	/** Another checkout to measure, e.g. of an older version. Its `dist` must be built. */
	project?: string;
	/** Files that Node loads before n8n. */
	preload?: string[];
	env?: Record<string, string>;
}

export async function startBenchmarkedN8n(
	options: GraphEmulatorOptions = {},
	{ project, preload = [], env = {} }: BenchedN8nOptions = {},
): Promise<Benchmarked> {
	const graph = await startGraphEmulator({
		accessToken: ACCESS_TOKEN,
		appSecret: APP_SECRET,
		contract: false,
		...options,
	});
	const stub = await startRegistrationStub(graph.baseUrl);
	const loadedFirst = [resolve(__dirname, 'graph-redirect.cjs'), ...preload];
	const n8n = await startN8n({
		...(project !== undefined && { project }),
		env: {
			BENCH_GRAPH: stub.url,
			NODE_OPTIONS: loadedFirst.map((file) => `--require ${JSON.stringify(file)}`).join(' '),
			...env,
		},
	});
	const database = new DatabaseSync(join(n8n.userFolder, '.n8n', 'database.sqlite'), {
		readOnly: true,
	});
	const executions = database.prepare(
		`select count(*) as ended from execution_entity
		where workflowId = ? and status in ('success', 'error', 'crashed', 'canceled')`,
	);
	const until = async (ended: () => unknown, count: number): Promise<void> => {
		const deadline = Date.now() + EXECUTED_WITHIN_MS;
		while (Number(ended() ?? 0) < count) {
			if (Date.now() > deadline) throw new Error(`Fewer than ${count} have ended in time`);
			await pause(POLL_EVERY_MS);
		}
	};
	const { world } = graph;
	const credential = async (type: string, data: Record<string, unknown>) => ({
		[type]: { id: await n8n.createCredential('Bench', type, data), name: 'Bench' },
	});
	return {
		n8n,
		graph,
		credentials: {
			ours: await credential('businessMessagingWhatsAppCloudApi', {
				accessToken: ACCESS_TOKEN,
				businessAccountId: world.accountId,
				appId: world.appId,
				appSecret: APP_SECRET,
				baseUrl: graph.baseUrl,
			}),
			trigger: await credential('whatsAppTriggerApi', {
				clientId: world.appId,
				clientSecret: APP_SECRET,
			}),
			send: await credential('whatsAppApi', {
				accessToken: ACCESS_TOKEN,
				businessAccountId: world.accountId,
			}),
		},
		publish: async (nodes) => {
			const webhookId = randomUUID();
			const workflow = inALine(nodes, webhookId);
			const workflowId = await n8n.importWorkflow(workflow);
			await n8n.publish(workflowId);
			const url = triggerUrl(n8n.baseUrl, readWorkflow(workflow));
			return { workflowId, webhookId, ...(url !== undefined && { url }) };
		},
		untilExecuted: (workflowId, count) => until(() => executions.get(workflowId)?.['ended'], count),
		untilSettled: async (workflowId, count) => {
			const store = new DatabaseSync(
				join(n8n.userFolder, '.n8n', 'business-messaging', 'conversations.sqlite'),
				{ readOnly: true },
			);
			const events = store.prepare(
				`select count(*) as ended from inbox where payload is null and trigger_id like ? || ':%'`,
			);
			await until(() => events.get(workflowId)?.['ended'], count).finally(() => store.close());
		},
		stop: async () => {
			database.close();
			await n8n.stop();
			stub.close();
			stub.closeAllConnections();
			await graph.close();
		},
	};
}

function inALine(nodes: readonly BenchNode[], webhookId: string): unknown {
	return {
		name: `Bench ${webhookId}`,
		nodes: nodes.map((node, index) => ({
			id: randomUUID(),
			position: [220 * index, 0],
			...node,
			...(index === 0 ? { webhookId } : {}),
		})),
		connections: Object.fromEntries(
			nodes
				.slice(1)
				.map((node, index) => [
					nodes[index]?.name ?? '',
					{ main: [[{ node: node.name, type: 'main', index: 0 }]] },
				]),
		),
		settings: { executionOrder: 'v1' },
	};
}
