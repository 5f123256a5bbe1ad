import { describeFailure, SandboxFailure } from './failure';
import { projectFolder } from './paths';
import { runNpm } from './run-command';

/** Runs checks side by side, shows the output of each in one piece, and starts no further check after a failure. */

const STILL_RUNNING_EVERY_MS = 60_000;

export interface Check {
	name: string;
	/**
	 * Returns the checks that this machine cannot run, one line each. Fails by throwing.
	 *
	 * @param report shows a line together with the rest of this check's output
	 */
	run: (report: (line: string) => void) => Promise<string[]>;
}

export type Lane = Check[];
export type Stage = Lane[];
export type Plan = Stage[];

/** Returns the check that runs a script of `package.json`, with these arguments added. */
export function script(name: string, scriptName: string, ...args: string[]): Check {
	return {
		name,
		run: async (report) => {
			let output = '';
			const onOutput = (text: string) => (output += text);
			try {
				await runNpm(['run', '--silent', scriptName, '--', ...args], {
					cwd: projectFolder,
					onOutput,
				});
			} catch {
				// The output shows the failure.
				throw new SandboxFailure(`npm run ${scriptName} failed.`);
			} finally {
				if (output !== '') report(output.trimEnd());
			}
			return [];
		},
	};
}

/** Returns whether all checks passed. `say` prints lines for the person who waits. */
export async function runChecks(plan: Plan, say: (line: string) => void): Promise<boolean> {
	const passed: string[] = [];
	const failed: string[] = [];
	const notRun: string[] = [];
	const running = new Map<Check, number>();
	const startedAt = Date.now();

	const runCheck = async (check: Check) => {
		running.set(check, Date.now());
		const lines: string[] = [];
		const took = () => duration(Date.now() - (running.get(check) ?? 0));
		try {
			notRun.push(...(await check.run((line) => lines.push(line))));
			passed.push(`  ${check.name.padEnd(24)} ${took()}`);
		} catch (error) {
			failed.push(check.name);
			lines.push(describeFailure(error));
		}
		const verdict = failed.includes(check.name) ? 'failed' : 'passed';
		say(['', `=== ${check.name}: ${verdict} (${took()})`, ...lines].join('\n'));
		running.delete(check);
	};
	const runLane = async (lane: Lane) => {
		for (const check of lane) if (failed.length === 0) await runCheck(check);
	};

	const reminder = setInterval(() => {
		const names = [...running].map(
			([{ name }, since]) => `${name} ${duration(Date.now() - since)}`,
		);
		say(`… running: ${names.join(', ')}`);
	}, STILL_RUNNING_EVERY_MS);
	try {
		for (const stage of plan) if (failed.length === 0) await Promise.all(stage.map(runLane));
	} finally {
		clearInterval(reminder);
	}

	const isGood = failed.length === 0;
	say(isGood ? '\nEverything passed:' : `\nFailed: ${failed.join(', ')}. Passed before:`);
	for (const line of passed) say(line);
	say(`  ${'In all'.padEnd(24)} ${duration(Date.now() - startedAt)}`);
	for (const gap of notRun) say(`Not run: ${gap}`);
	return isGood;
}

function duration(milliseconds: number): string {
	const seconds = Math.round(milliseconds / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
