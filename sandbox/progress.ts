/** Shows the progress of a long step: its name, the time so far, and the expected time. */

const REPORT_EVERY_MS = 10_000;

/** Prints one line. The sandbox has no other output channel. */
export function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

/**
 * Runs `work` under a headline, with a line every ten seconds and the total time at the end.
 *
 * @param expectation e.g. `about 3 minutes the first time`; without it the line shows only the time
 */
export async function withProgress<T>(
	headline: string,
	expectation: string | undefined,
	work: () => Promise<T>,
): Promise<T> {
	const startedAt = Date.now();
	const seconds = () => Math.round((Date.now() - startedAt) / 1000);
	const note = expectation === undefined ? '' : ` (${expectation})`;
	say(`${headline}${note}`);
	const timer = setInterval(() => say(`  … ${seconds()} s${note}`), REPORT_EVERY_MS);
	try {
		const result = await work();
		say(`  done in ${seconds()} s`);
		return result;
	} finally {
		clearInterval(timer);
	}
}
