import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { contentHash } from './content-hash';
import { projectFolder, sandboxFolder } from './paths';
import { withProgress } from './progress';
import { runNpm } from './run-command';

/** Everything that `npm run build` reads. */
const SOURCES = [
	'nodes',
	'credentials',
	'providers',
	'messaging',
	'routing',
	'conversation',
	'intake',
	'delivery',
	'store',
	'simulator',
	'icons',
	'package.json',
	'package-lock.json',
	'tsconfig.json',
	'gulpfile.js',
	'sandbox/chat-page.js',
];

const RECORD = join(sandboxFolder, 'build.json');

/** Builds the package unless `dist` is still what these very sources gave. */
export async function buildIfChanged(): Promise<void> {
	if (existsSync(RECORD) && readFileSync(RECORD, 'utf8') === record()) return;
	await withProgress('Building the package', undefined, () =>
		runNpm(['run', '--silent', 'build'], { cwd: projectFolder }),
	);
	mkdirSync(dirname(RECORD), { recursive: true });
	// The build has renewed the chat page, which lies among the sources.
	writeFileSync(RECORD, record());
}

/** The hash of `dist` is part of it: somebody may have built, or deleted, other things there meanwhile. */
function record(): string {
	const [sources, dist] = [SOURCES, ['dist']].map((entries) => contentHash(projectFolder, entries));
	return JSON.stringify({ sources, dist });
}
