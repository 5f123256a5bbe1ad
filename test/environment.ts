import { setTimeout as pause } from 'node:timers/promises';
import { TestEnvironment } from 'jest-environment-node';

/**
 * The environment of a test file. It fails the file when something is still open after its last test, e.g. a server, a
 * child process or a timer: jest ends such a worker by force, and nobody learns which file it was.
 */

/** Connections that are being closed need this. */
const GRACE_MS = 15_000;
const POLL_EVERY_MS = 20;

/** Depend on the output of a test and not on what it opened; or end by themselves. */
const NOT_COUNTED: ReadonlySet<string> = new Set([
	'TTYWrap',
	'FSReqCallback',
	'FSReqPromise',
	'CloseReq',
	'Immediate',
	'MessagePort',
]);

class CleanEnvironment extends TestEnvironment {
	readonly #before = openResources();

	override async teardown(): Promise<void> {
		const remaining = await this.#remaining();
		await super.teardown();
		if (remaining.length > 0)
			throw new Error(
				`Left open after the last test: ${remaining.join(', ')}. Close it in afterAll.`,
			);
	}

	async #remaining(): Promise<string[]> {
		const deadline = performance.now() + GRACE_MS;
		for (;;) {
			const remaining = difference(openResources(), this.#before);
			if (remaining.length === 0 || performance.now() > deadline) return remaining;
			await pause(POLL_EVERY_MS, undefined, { ref: false });
		}
	}
}

/** Returns the kinds of everything that keeps the process alive, each as often as it is open. */
function openResources(): string[] {
	return process.getActiveResourcesInfo().filter((kind) => !NOT_COUNTED.has(kind));
}

function difference(now: readonly string[], before: readonly string[]): string[] {
	const unmatched = [...before];
	return now.filter((kind) => {
		const index = unmatched.indexOf(kind);
		if (index < 0) return true;
		unmatched.splice(index, 1);
		return false;
	});
}

export default CleanEnvironment;
