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

/** Builds the package unless `dist` was built from exactly these sources. */
export async function buildIfChanged(): Promise<void> {
	if (existsSync(RECORD) && readFileSync(RECORD, 'utf8') === record()) return;
	await withProgress('Building the package', undefined, () =>
		runNpm(['run', '--silent', 'build'], { cwd: projectFolder }),
	);
	mkdirSync(dirname(RECORD), { recursive: true });
	// The build has renewed the chat page, which is among the sources.
	writeFileSync(RECORD, record());
}

/**
 * Records the hashes. That of `dist` is included, because other files may have been built or deleted there meanwhile.
 */
function record(): string {
	const [sources, dist] = [SOURCES, ['dist']].map((entries) => contentHash(projectFolder, entries));
	return JSON.stringify({ sources, dist });
}
