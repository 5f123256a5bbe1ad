import { readFileSync, readlinkSync } from 'node:fs';

/**
 * Proves that a process of this machine has ended, so that its events are taken over at once instead of after half a
 * minute. A host name and a process id prove nothing, because two containers may share both. On Linux, three facts
 * together identify one process for ever: the start of the machine, the process-id namespace and the start of the
 * process. Elsewhere there is no proof.
 */

const BOOT_ID = '/proc/sys/kernel/random/boot_id';
const NAMESPACE = '/proc/self/ns/pid';
/** Position of the start time after the name of the program in `/proc/<pid>/stat` (proc(5), field 22). */
const START_TIME = 19;

/** Returns the identity of this process, or `undefined` where the system gives none. */
export function processIdentity(processId: number = process.pid): string | undefined {
	try {
		const startedAt = startTime(processId);
		if (startedAt === undefined) return undefined;
		return [...machine(), processId, startedAt].join(' ');
	} catch {
		return undefined;
	}
}

/** Returns whether the process with this identity has ended; `false` where that is unknown. */
export function isProvenDead(identity: string): boolean {
	try {
		const [bootId, namespace, processId, startedAt] = identity.split(' ');
		const [ownBootId, ownNamespace] = machine();
		if (bootId !== ownBootId || namespace !== ownNamespace) return false;
		return startTime(Number(processId)) !== startedAt;
	} catch {
		return false;
	}
}

function machine(): [bootId: string, namespace: string] {
	return [readFileSync(BOOT_ID, 'utf8').trim(), readlinkSync(NAMESPACE)];
}

/**
 * Returns the start time of a process in ticks since the start of the machine; `undefined` when there is no such
 * process.
 */
function startTime(processId: number): string | undefined {
	let stat: string;
	try {
		stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
		throw error;
	}
	// The program's name is in brackets and may contain anything, also brackets and spaces.
	return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[START_TIME];
}
