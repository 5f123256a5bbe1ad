import { setTimeout as pause } from 'node:timers/promises';
import type { Circus } from '@jest/types';
import { TestEnvironment } from 'jest-environment-node';

/**
 * The environment of a test file. It fails the file when something is still open after its last test, e.g. a server, a
 * child process or a timer. Jest only says that some worker did not exit.
 */

/** Connections that are being closed need this. */
const GRACE_MS = 15_000;
const POLL_EVERY_MS = 20;

/** Resources that depend on the output of a test and not on what it opened, or that end automatically. */
const NOT_COUNTED: ReadonlySet<string> = new Set([
	'TTYWrap',
	'FSReqCallback',
	'FSReqPromise',
	'CloseReq',
	'Immediate',
	'MessagePort',
]);

const FAILURES: ReadonlySet<string> = new Set([
	'test_fn_failure',
	'hook_failure',
	'error',
] satisfies Array<Circus.Event['name']>);

class CleanEnvironment extends TestEnvironment {
	readonly #before = openResources();
	#hasFailed = false;

	handleTestEvent(event: Circus.Event): void {
		if (FAILURES.has(event.name)) this.#hasFailed = true;
	}

	override async teardown(): Promise<void> {
		const remaining = await this.#remaining();
		await super.teardown();
		if (remaining.length === 0) return;
		const message = `Left open after the last test: ${remaining.join(', ')}. Close it in afterAll.`;
		// If it were thrown, it would replace the failures of tests.
		if (this.#hasFailed) process.stderr.write(`${message}\n`);
		else throw new Error(message);
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

/** Returns the kind of every resource that keeps the process alive, once for each. */
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
