import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { anyFreePort, LOOPBACK } from '../../../sandbox/free-port';
import { ensureN8nInstallation } from '../../../sandbox/n8n-installation';
import {
	startN8nOnFreePort,
	startN8nProcess,
	type N8nProcess,
	type N8nProcessOptions,
} from '../../../sandbox/n8n-process';
import { openSession } from '../../../sandbox/n8n-session';
import { installPackage, preparePackage } from '../../../sandbox/package-installation';
import { startPostgres } from '../../store/postgres-server';
import { startLoadBalancer } from './load-balancer';
import { startRedis } from './redis-server';
import { runningN8n, type RunningN8n } from './running-n8n';

/** One of the processes of queue mode. */
export interface QueueProcess {
	/** Kills n8n's own process (`kill -9`). Resolves when it is gone. */
	kill(): Promise<void>;
	/** Asks it to end, as a service manager does. Resolves when it is gone. */
	shutDown(): Promise<void>;
	/** Starts it again after `kill` or `shutDown`, on the same port. */
	startAgain(): Promise<void>;
	/** Returns its log since its last start. */
	log(): string;
}

export interface QueueMode extends RunningN8n {
	main: QueueProcess;
	webhooks: QueueProcess[];
	workers: QueueProcess[];
	/** The first of the webhook processes. */
	webhook: QueueProcess;
	/** The first of the workers. */
	worker: QueueProcess;
	/** Chooses what gets the webhooks: the webhook processes in turn, unless a test says otherwise. */
	deliverTo(process: 'main' | 'webhook'): void;
	/** Address of the balancer in front of the processes. */
	publicUrl: string;
	/** Address of the database with n8n's tables, and with the conversation store in its own schema. */
	databaseUrl: string;
	/** Puts the job of an execution into n8n's queue once more, as Bull does with one that it takes for stalled. */
	repeatJob(workflowId: string, executionId: string): Promise<void>;
}

const ENCRYPTION_KEY = 'invented-key-of-all-processes';

export interface QueueModeOptions {
	/** Number of webhook processes and of workers; one of each without it. */
	ofEach?: number;
	/** Settings of all processes. */
	env?: Record<string, string>;
	/** Settings of main alone. */
	mainEnv?: Record<string, string>;
}

/**
 * Starts n8n in queue mode: main, webhook processes and workers, with a Redis and a PostgreSQL of their own. n8n and the
 * conversation store share the database. Takes about half a minute.
 */
export async function startQueueMode(
	redisProgram: string,
	options: QueueModeOptions = {},
): Promise<QueueMode> {
	const endings: Array<() => Promise<void>> = [];
	const stop = async () => {
		for (const end of endings.splice(0).reverse()) await end();
	};
	try {
		return await startAll(redisProgram, options, endings, stop);
	} catch (error) {
		await stop();
		throw error;
	}
}

async function startAll(
	redisProgram: string,
	{ ofEach = 1, env = {}, mainEnv = {} }: QueueModeOptions,
	endings: Array<() => Promise<void>>,
	stop: () => Promise<void>,
): Promise<QueueMode> {
	const folder = mkdtempSync(join(tmpdir(), 'business-messaging-queue-'));
	endings.push(async () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
	const installation = await ensureN8nInstallation();
	installPackage(await preparePackage(), folder);
	const postgres = await startPostgres();
	if (!postgres.ok) throw new Error(postgres.reason);
	const { server } = postgres;
	endings.push(() => server.stop());
	const redis = await startRedis(redisProgram);
	endings.push(() => redis.stop());
	const balancer = await startLoadBalancer();
	endings.push(() => balancer.close());

	const settings = {
		installation,
		userFolder: folder,
		env: {
			GENERIC_TIMEZONE: 'UTC',
			...databaseSettings(server.url),
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: LOOPBACK,
			QUEUE_BULL_REDIS_PORT: `${redis.port}`,
			N8N_ENCRYPTION_KEY: ENCRYPTION_KEY,
			WEBHOOK_URL: `${balancer.baseUrl}/`,
			BUSINESS_MESSAGING_DB: server.url,
			...env,
		},
	};
	// Main first: it creates n8n's tables.
	const mainSettings = { ...settings, env: { ...settings.env, ...mainEnv } };
	const main = await startProcess(mainSettings, { command: 'start', name: 'main' }, endings);
	const several = async (command: 'webhook' | 'worker') =>
		await Promise.all(
			Array.from({ length: ofEach }, (_, index) =>
				startProcess(settings, { command, name: `${command}-${index}` }, endings),
			),
		);
	const [webhooks, workers] = await Promise.all([several('webhook'), several('worker')]);
	const [webhook] = webhooks;
	const [worker] = workers;
	if (webhook === undefined || worker === undefined) throw new Error('No process was started');
	const webhookPorts = webhooks.map(({ port }) => port);
	balancer.passTo(...webhookPorts);
	const connection = await openSession(main.baseUrl);
	const handle = { ...connection, logFile: main.logFile, userFolder: folder };
	return {
		...runningN8n(handle, stop),
		...{ main, webhook, worker, webhooks, workers },
		deliverTo: (name) => balancer.passTo(...(name === 'main' ? [main.port] : webhookPorts)),
		publicUrl: balancer.baseUrl,
		databaseUrl: server.url,
		repeatJob: (workflowId, executionId) =>
			addJob(installation, redis.port, { workflowId, executionId, loadStaticData: false }),
	};
}

function databaseSettings(url: string): Record<string, string> {
	const { username, password, port, pathname } = new URL(url);
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: LOOPBACK,
		DB_POSTGRESDB_PORT: port,
		DB_POSTGRESDB_DATABASE: pathname.slice(1),
		DB_POSTGRESDB_USER: username,
		DB_POSTGRESDB_PASSWORD: password,
	};
}

type StartedProcess = QueueProcess & { baseUrl: string; port: number; logFile: string };

async function startProcess(
	settings: Omit<N8nProcessOptions, 'port' | 'logFile'>,
	{ command, name }: { command: NonNullable<N8nProcessOptions['command']>; name: string },
	endings: Array<() => Promise<void>>,
): Promise<StartedProcess> {
	const logFile = join(settings.userFolder, `${name}.log`);
	const options = { ...settings, command, logFile };
	let current: N8nProcess = await startN8nOnFreePort(await anyFreePort(), options);
	endings.push(() => current.stop());
	const port = Number(new URL(current.baseUrl).port);
	const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
		process.kill(current.processId, signal);
		await current.ended;
		// Its task runner is left behind, and would be in the way of the next one.
		await current.stop();
	};
	return {
		baseUrl: current.baseUrl,
		port,
		logFile,
		kill: () => end('SIGKILL'),
		shutDown: () => end('SIGTERM'),
		startAgain: async () => {
			current = await startN8nProcess({ ...options, port });
		},
		log: () => current.log(),
	};
}

/** The part of n8n's queue library that is used here. */
interface Bull {
	new (
		name: string,
		options: object,
	): {
		add(name: string, data: object): Promise<unknown>;
		close(): Promise<void>;
	};
}

/** Adds a job with n8n's own library and names: `JOB_TYPE_NAME` and `DEFAULT_QUEUE_NAME` of its scaling service. */
async function addJob(installation: string, port: number, data: object): Promise<void> {
	const ofN8n = createRequire(join(installation, 'node_modules', 'n8n', 'package.json'));
	const Queue = ofN8n('bull') as Bull;
	const queue = new Queue('jobs', { redis: { host: LOOPBACK, port }, prefix: 'bull' });
	await queue.add('job', data);
	await queue.close();
}
