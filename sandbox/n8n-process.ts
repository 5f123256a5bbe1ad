import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import axios from 'axios';
import { endWithThisProcess } from './end-with-this-process';
import { SandboxFailure } from './failure';
import { anyFreePort, freePortFrom, LOOPBACK } from './free-port';
import { n8nCommand } from './n8n-installation';
import { environmentForChildren } from './run-command';

/** One process of n8n: started with settings of our own, watched until it answers, and ended with all its children. */

const READY_WITHIN_MS = 180_000;
const POLL_EVERY_MS = 150;
const ENDS_BY_ITSELF_WITHIN_MS = 10_000;
const TAIL_LINES = 40;
const PORT_ATTEMPTS = 3;

export interface N8nProcessOptions {
	/** The folder that `ensureN8nInstallation` returns. */
	installation: string;
	/** n8n keeps its data in `.n8n` below it. */
	userFolder: string;
	/** Whether `userFolder` is deleted when this process ends without having stopped n8n. */
	isTemporary?: boolean;
	port: number;
	logFile: string;
	/** Added last, so it can change everything. */
	env?: Record<string, string>;
	/** `start` is the whole n8n; `worker` and `webhook` are the additional processes of queue mode. */
	command?: 'start' | 'worker' | 'webhook';
}

export interface N8nProcess {
	baseUrl: string;
	processId: number;
	/** Resolves with a message for the user when n8n has ended, for whatever reason. */
	ended: Promise<SandboxFailure>;
	/** Returns the whole log so far. */
	log(): string;
	/** Ends n8n and its children: first by a request, then by force. Safe to call twice. */
	stop(): Promise<void>;
}

/**
 * Starts n8n and resolves when its REST interface answers.
 * @throws SandboxFailure with the end of n8n's log when it ends or stays silent.
 */
export async function startN8nProcess(options: N8nProcessOptions): Promise<N8nProcess> {
	const brokerPort = await anyFreePort();
	const child = launch(options, brokerPort);
	endWithThisProcess(child, {
		signal: 'SIGKILL',
		group: true,
		...(options.isTemporary === true && { folder: options.userFolder }),
	});
	const log = () => (existsSync(options.logFile) ? readFileSync(options.logFile, 'utf8') : '');
	const ended = new Promise<SandboxFailure>((resolve) => {
		const end = (how: string) =>
			resolve(new SandboxFailure(`n8n ${how}. Its log: ${options.logFile}`, tail(log())));
		child.once('error', (error) => end(`could not be started: ${error.message}`));
		child.once('exit', (code, signal) => end(`ended with ${signal ?? `code ${code}`}`));
	});
	const baseUrl = `http://${LOOPBACK}:${options.port}`;
	const n8n: N8nProcess = {
		baseUrl,
		processId: child.pid ?? 0,
		ended,
		log,
		stop: () => stop(child, ended),
	};
	try {
		await untilReady(n8n, options);
	} catch (error) {
		await n8n.stop();
		throw error;
	}
	return n8n;
}

/**
 * Does the same as `startN8nProcess`, on the wanted port or the next free one, even if another program takes it at the
 * last moment.
 */
export async function startN8nOnFreePort(
	wantedPort: number,
	options: Omit<N8nProcessOptions, 'port'>,
): Promise<N8nProcess> {
	let port = await freePortFrom(wantedPort);
	for (let attempt = 1; ; attempt++) {
		try {
			return await startN8nProcess({ ...options, port });
		} catch (error) {
			const taken = error instanceof SandboxFailure && error.detail.includes('already in use');
			if (!taken || attempt === PORT_ATTEMPTS) throw error;
			port = await freePortFrom(port + 1);
		}
	}
}

/**
 * Starts the process. Except on Windows, it leads a process group: n8n's task runner is its child, and the group can be
 * ended as one.
 */
function launch(options: N8nProcessOptions, brokerPort: number): ChildProcess {
	mkdirSync(options.userFolder, { recursive: true });
	mkdirSync(dirname(options.logFile), { recursive: true });
	const log = openSync(options.logFile, 'w');
	try {
		return spawn(process.execPath, [n8nCommand(options.installation), options.command ?? 'start'], {
			cwd: options.userFolder,
			env: { ...n8nEnvironment(options, brokerPort), ...options.env },
			stdio: ['ignore', log, log],
			detached: process.platform !== 'win32',
		});
	} finally {
		closeSync(log);
	}
}

/**
 * Returns the environment without settings of another n8n on this machine, which could change ours or give it access to
 * our data.
 */
function n8nEnvironment(options: N8nProcessOptions, brokerPort: number): NodeJS.ProcessEnv {
	const inherited = Object.entries(environmentForChildren()).filter(
		([name]) => !/^(N8N_|DB_|QUEUE_|EXECUTIONS_|WEBHOOK_URL$|npm_)/.test(name),
	);
	return {
		...Object.fromEntries(inherited),
		N8N_USER_FOLDER: options.userFolder,
		N8N_HOST: LOOPBACK,
		N8N_LISTEN_ADDRESS: LOOPBACK,
		N8N_PORT: String(options.port),
		// A worker answers only at this address, and only with this setting.
		...(options.command === 'worker' && {
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(options.port),
		}),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		GENERIC_TIMEZONE: Intl.DateTimeFormat().resolvedOptions().timeZone,
		NO_COLOR: '1',
	};
}

async function untilReady(n8n: N8nProcess, options: N8nProcessOptions): Promise<void> {
	let over: SandboxFailure | undefined;
	void n8n.ended.then((failure) => (over = failure));
	const deadline = Date.now() + READY_WITHIN_MS;
	while (Date.now() < deadline) {
		if (over !== undefined) throw over;
		if (await answers(n8n.baseUrl, options.command ?? 'start')) return;
		await pause(POLL_EVERY_MS);
	}
	throw new SandboxFailure(
		`n8n did not answer within ${READY_WITHIN_MS / 1000} s. Its log: ${options.logFile}`,
		tail(n8n.log()),
	);
}

/**
 * Returns whether the REST interface answers. The health check alone is too early, because the database is ready a
 * moment before.
 */
async function answers(baseUrl: string, command: string): Promise<boolean> {
	try {
		const health = await axios.get<unknown>(`${baseUrl}/healthz/readiness`, { timeout: 2_000 });
		if (health.status !== 200) return false;
		if (command !== 'start') return true;
		const settings = await axios.get<unknown>(`${baseUrl}/rest/settings`, { timeout: 5_000 });
		return typeof settings.data === 'object' && settings.data !== null && 'data' in settings.data;
	} catch {
		return false;
	}
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
	if (child.exitCode === null && child.signalCode === null) {
		child.kill('SIGTERM');
		const patience = new AbortController();
		const outOfPatience = pause(ENDS_BY_ITSELF_WITHIN_MS, undefined, { signal: patience.signal });
		await Promise.race([ended, outOfPatience.catch(() => undefined)]);
		patience.abort();
	}
	killWithChildren(child);
	await ended;
}

/** Kills the process and its remaining children. */
function killWithChildren(child: ChildProcess): void {
	if (child.pid === undefined) return;
	if (process.platform === 'win32') {
		spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
		return;
	}
	try {
		process.kill(-child.pid, 'SIGKILL');
	} catch {
		// The group has ended already.
	}
}

function tail(log: string): string {
	return log.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
}
