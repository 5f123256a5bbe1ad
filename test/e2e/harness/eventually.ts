import { setTimeout as pause } from 'node:timers/promises';

/** Tries an assertion until it holds, for changes that n8n makes in the background. Its last failure is the test's. */
export async function eventually(
	claim: () => void | Promise<void>,
	withinMs = 15_000,
): Promise<void> {
	const deadline = Date.now() + withinMs;
	for (;;) {
		try {
			await claim();
			return;
		} catch (error) {
			if (Date.now() > deadline) throw error;
			await pause(100);
		}
	}
}
