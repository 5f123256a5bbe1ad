import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';

import { endWithThisProcess } from '../../sandbox/end-with-this-process';
import { anyFreePort, LOOPBACK } from '../../sandbox/free-port';
import { findPostgres } from '../../sandbox/postgres';

/** A temporary real PostgreSQL, in a temporary folder and on a free loopback port: for tests and benchmarks. */
export interface PostgresServer {
	/** Address of the database `postgres` as the superuser `postgres`, with its password. */
	url: string;
	port: number;
	/** Id of the server's first process; the others end with it. */
	processId: number;
	/** Ends it at once and removes its folder. */
	stop(): Promise<void>;
	/** Ends it as its administrator would, and starts it again on the same data and port. */
	restart(): Promise<void>;
}

export type StartedPostgres = { ok: true; server: PostgresServer } | { ok: false; reason: string };

const START_TIMEOUT_MS = 20_000;
const SUPERUSER = 'postgres';

/** Settings that do not wait for the disk, because none of the data has to survive. */
const FORGETFUL = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];

/**
 * @param options.durable waits for the disk at every commit, as a server in use does; for benchmarks
 * @param options.settings further settings, e.g. `{ max_connections: '20' }`
 */
export async function startPostgres(
	options: { durable?: boolean; settings?: Record<string, string> } = {},
): Promise<StartedPostgres> {
	const programs = findPostgres();
	if (programs === undefined) return { ok: false, reason: 'this machine has no PostgreSQL' };
	const user = unprivilegedUser();
	if (user === 'none') return { ok: false, reason: 'PostgreSQL does not run as root' };
	const folder = mkdtempSync(join(tmpdir(), 'business-messaging-postgres-'));
	const remove = () => rmSync(folder, { recursive: true, force: true });
	try {
		return { ok: true, server: await startIn(folder, programs, user, options) };
	} catch (error) {
		remove();
		const message = error instanceof Error ? error.message : String(error);
		return { ok: false, reason: `PostgreSQL did not start: ${message}` };
	}
}

async function startIn(
	folder: string,
	programs: string,
	user: User | undefined,
	options: Parameters<typeof startPostgres>[0] = {},
): Promise<PostgresServer> {
	const data = join(folder, 'data');
	const password = randomBytes(12).toString('hex');
	const passwordFile = join(folder, 'password');
	writeFileSync(passwordFile, password);
	if (user) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
	const spawning: SpawnOptions = { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], ...user };
	await finished(
		spawn(
			join(programs, 'initdb'),
			[
				...['-D', data, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '-A', 'scram-sha-256'],
				...['--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions'],
			],
			spawning,
		),
	);
	const port = await anyFreePort();
	const url = `postgres://${SUPERUSER}:${password}@${LOOPBACK}:${port}/postgres`;
	const settings = Object.entries(options.settings ?? {});
	const launch = async () => {
		const child = spawn(
			join(programs, 'postgres'),
			[
				...['-D', data, '-p', `${port}`, '-h', LOOPBACK, '-k', '', '-c', 'max_connections=60'],
				...(options.durable ? [] : FORGETFUL),
				...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
			],
			spawning,
		);
		endWithThisProcess(child, { signal: 'SIGQUIT', folder });
		await accepting(child, url);
		return child;
	};
	let child = await launch();
	const end = async (signal: NodeJS.Signals) => {
		if (child.exitCode !== null || child.signalCode !== null) return;
		const ended = once(child, 'close');
		child.kill(signal);
		await ended;
	};
	return {
		url,
		port,
		get processId() {
			return child.pid ?? 0;
		},
		async stop() {
			await end(options.durable ? 'SIGINT' : 'SIGQUIT');
			rmSync(folder, { recursive: true, force: true });
		},
		async restart() {
			await end('SIGINT');
			child = await launch();
		},
	};
}

interface User {
	uid: number;
	gid: number;
}

/** Returns another user for PostgreSQL, which refuses to run as root. */
function unprivilegedUser(): User | undefined | 'none' {
	if (process.getuid?.() !== 0) return undefined;
	const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
	for (const name of ['postgres', 'nobody']) {
		const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
		if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
	}
	return 'none';
}

async function finished(child: ChildProcess): Promise<void> {
	const output = outputOf(child);
	const [code] = (await once(child, 'close')) as [number | null];
	if (code !== 0) throw new Error(output());
}

async function accepting(child: ChildProcess, url: string): Promise<void> {
	const output = outputOf(child);
	const end = Date.now() + START_TIMEOUT_MS;
	for (;;) {
		const client = new Client(url);
		client.on('error', () => undefined);
		try {
			await client.connect();
			return await client.end();
		} catch {
			if (child.exitCode !== null) throw new Error(output());
			if (Date.now() > end) throw new Error(`it does not answer. ${output()}`);
			await pause(30);
		}
	}
}

/** Returns the end of its output. Reading it also keeps the pipes from filling up. */
function outputOf(child: ChildProcess): () => string {
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream?.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-2000)));
	}
	return () => output.trim();
}
