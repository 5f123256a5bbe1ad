/**
 * Returns whether a process of this host runs. A process with our own id ran before us: the container was restarted.
 */
export function isProcessAlive(processId: number): boolean {
	if (processId === process.pid) return false;
	try {
		process.kill(processId, 0);
		return true;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
