import { setTimeout as pause } from 'node:timers/promises';

/** Tries a claim again until it holds; its last failure is the test's. For what n8n does in the background. */
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
