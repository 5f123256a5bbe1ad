import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { endWithThisProcess } from '../../../sandbox/end-with-this-process';
import { anyFreePort, LOOPBACK } from '../../../sandbox/free-port';

/** A real Redis of its own, in a temporary folder and on a free loopback port. It saves nothing. */
export interface RedisServer {
	port: number;
	/** Ends it at once and removes its folder. */
	stop(): Promise<void>;
}

const STARTS_WITHIN_MS = 10_000;

/** @param program path of `redis-server` */
export async function startRedis(program: string): Promise<RedisServer> {
	const folder = mkdtempSync(join(tmpdir(), 'business-messaging-redis-'));
	const port = await anyFreePort();
	const child = spawn(
		program,
		['--port', `${port}`, '--bind', LOOPBACK, '--dir', folder, '--save', ''],
		{ cwd: folder, stdio: 'ignore' },
	);
	const ended = once(child, 'exit');
	endWithThisProcess(child, { signal: 'SIGKILL', folder });
	const stop = async () => {
		child.kill('SIGKILL');
		await ended;
		rmSync(folder, { recursive: true, force: true });
	};
	const deadline = Date.now() + STARTS_WITHIN_MS;
	while (!(await accepts(port))) {
		if (Date.now() > deadline || child.exitCode !== null) {
			await stop();
			throw new Error('Redis did not start');
		}
		await pause(30);
	}
	return { port, stop };
}

function accepts(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = createConnection(port, LOOPBACK);
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(false));
	});
}
