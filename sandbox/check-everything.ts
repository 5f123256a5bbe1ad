import { ensureChromium } from './chromium';
import { describeFailure } from './failure';
import { projectFolder } from './paths';
import { ensurePostgres } from './postgres';
import { say } from './progress';
import { runNpm } from './run-command';

/** `npm test`: every check of the project, one after the other, up to the first that fails. */

interface Check {
	name: string;
	/** One line about what could not be checked here, or nothing. */
	run: () => Promise<string | undefined>;
}

const CHECKS: Check[] = [
	{ name: 'Lint', run: script('lint') },
	{ name: 'Types', run: script('types') },
	{ name: 'Browser', run: browser },
	{ name: 'PostgreSQL', run: postgres },
	{ name: 'Unit tests', run: script('test:unit') },
	{ name: 'Build', run: script('build') },
	{ name: 'End-to-end tests', run: script('test:e2e:built') },
];

async function main(): Promise<boolean> {
	const passed: string[] = [];
	const notRun: string[] = [];
	for (const check of CHECKS) {
		say(`\n=== ${check.name}`);
		const startedAt = Date.now();
		try {
			const gap = await check.run();
			if (gap !== undefined) notRun.push(gap);
			passed.push(`  ${check.name.padEnd(18)} ${duration(Date.now() - startedAt)}`);
		} catch (error) {
			say(`\n${describeFailure(error)}`);
			say(`\nStopped at: ${check.name}. Passed before:`);
			say(passed.length === 0 ? '  nothing' : passed.join('\n'));
			return false;
		}
	}
	say(`\nEverything passed:\n${passed.join('\n')}`);
	for (const gap of notRun) say(`Not run: ${gap}`);
	return true;
}

function script(name: string): Check['run'] {
	return async () => {
		await runNpm(['run', '--silent', name], { cwd: projectFolder, inherit: true });
		return undefined;
	};
}

async function browser(): Promise<string | undefined> {
	const found = await ensureChromium();
	say(found.ok ? `Chromium: ${found.path}` : `The browser tests will be left out: ${found.reason}`);
	return found.ok ? undefined : `the browser tests (${found.reason})`;
}

async function postgres(): Promise<string | undefined> {
	const found = await ensurePostgres();
	say(
		found.ok ? `PostgreSQL: ${found.path}` : `The store is tested on SQLite only: ${found.reason}`,
	);
	return found.ok ? undefined : `the store on PostgreSQL (${found.reason})`;
}

function duration(milliseconds: number): string {
	const seconds = Math.round(milliseconds / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

main().then(
	(ok) => process.exit(ok ? 0 : 1),
	(error: unknown) => {
		process.stderr.write(`${describeFailure(error)}\n`);
		process.exit(1);
	},
);
