import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { isAlive } from '../../sandbox/folder-lock';

const POLL_EVERY_MS = 20;

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'business-messaging-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a child that ends with this process', () => {
	it.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
		'ends, and its folder is deleted, after %s of its parent',
		async (signal) => {
			const script = join(__dirname, 'start-and-wait.ts');
			const parent = spawn(process.execPath, ['--import', 'tsx', script, folder], {
				stdio: ['ignore', 'pipe', 'inherit'],
			});
			const [output] = (await once(parent.stdout, 'data')) as [Buffer];
			const child = Number(output.toString());
			expect(isAlive(child)).toBe(true);

			parent.kill(signal);
			while (isAlive(child) || existsSync(folder)) await pause(POLL_EVERY_MS);
		},
	);
});
