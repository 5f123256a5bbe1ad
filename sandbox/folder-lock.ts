import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * A lock across processes. Creating a folder either succeeds or reports that it exists. The folder contains the
 * holder's process id. So the lock of a dead process is taken over, and users need not delete it by hand.
 */

const RETRY_EVERY_MS = 500;
/** Age at which a lock without a process id counts as abandoned: its holder had no time to write it. */
const UNSIGNED_LOCK_MS = 10_000;

/** Waits until the lock is free, runs `work`, and frees it, also after a failure. */
export async function withFolderLock<T>(
	lockFolder: string,
	onWait: () => void,
	work: () => Promise<T>,
): Promise<T> {
	mkdirSync(dirname(lockFolder), { recursive: true });
	let told = false;
	while (!tryLock(lockFolder)) {
		if (isAbandoned(lockFolder)) {
			rmSync(lockFolder, { recursive: true, force: true });
			continue;
		}
		if (!told) onWait();
		told = true;
		await pause(RETRY_EVERY_MS);
	}
	try {
		return await work();
	} finally {
		rmSync(lockFolder, { recursive: true, force: true });
	}
}

function tryLock(lockFolder: string): boolean {
	try {
		mkdirSync(lockFolder);
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
		throw error;
	}
	writeFileSync(join(lockFolder, 'process-id'), String(process.pid));
	return true;
}

function isAbandoned(lockFolder: string): boolean {
	try {
		return !isAlive(Number(readFileSync(join(lockFolder, 'process-id'), 'utf8')));
	} catch {
		const age = ageInMs(lockFolder);
		return age !== undefined && age > UNSIGNED_LOCK_MS;
	}
}

function ageInMs(folder: string): number | undefined {
	try {
		return Date.now() - statSync(folder).mtimeMs;
	} catch {
		return undefined;
	}
}

/** Returns whether a process with this id runs. */
export function isAlive(processId: number): boolean {
	try {
		process.kill(processId, 0);
		return true;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
