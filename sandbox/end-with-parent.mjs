// Watches the process that started it. Standard input closes when that process is gone, however it ended. Then this
// script ends the given process and deletes the given folder. See end-with-this-process.ts.
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const POLL_EVERY_MS = 50;
const ENDS_WITHIN_MS = 10_000;

/** The process id is negative for a process group. */
const [processId, signal, folder] = process.argv.slice(2);

process.stdin.resume().once('close', async () => {
	const deadline = Date.now() + ENDS_WITHIN_MS;
	let isRunning = send(signal);
	while (isRunning && Date.now() < deadline) {
		await pause(POLL_EVERY_MS);
		isRunning = send(0);
	}
	if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** Returns false when no such process is left. */
function send(name) {
	try {
		return process.kill(Number(processId), name);
	} catch {
		return false;
	}
}
