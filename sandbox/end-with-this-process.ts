import { spawn, type ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { environmentForChildren } from './run-command';

const WATCHER = join(__dirname, 'end-with-parent.mjs');

export interface EndOptions {
	signal: NodeJS.Signals;
	/** Whether the child leads a process group, which ends as a whole. */
	group?: boolean;
	/** Folder to delete when the child is gone. */
	folder?: string;
}

/**
 * Ends a child when this process ends without having stopped it. Exit handlers cannot do that: they do not run after
 * `SIGKILL`, nor in jest, whose test files get a copy of `process`. A small separate process does it.
 */
export function endWithThisProcess(child: ChildProcess, options: EndOptions): void {
	if (child.pid === undefined) return;
	const isGroup = options.group === true && process.platform !== 'win32';
	const watcher = spawn(
		process.execPath,
		[WATCHER, String(isGroup ? -child.pid : child.pid), options.signal, options.folder ?? ''],
		// Detached from the terminal, where Ctrl-C ends the whole group of this process.
		{ stdio: ['pipe', 'ignore', 'ignore'], detached: true, env: environmentForChildren() },
	);
	watcher.unref();
	(watcher.stdin as Socket).unref();
	child.once('exit', () => watcher.kill());
}
