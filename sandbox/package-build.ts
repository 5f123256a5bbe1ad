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
	'intake',
	'delivery',
	'store',
	'simulator',
	'icons',
	'package.json',
	'package-lock.json',
	'tsconfig.json',
	'gulpfile.js',
];

const RECORD = join(sandboxFolder, 'build.json');

/** Builds the package unless `dist` is still what these very sources gave. */
export async function buildIfChanged(): Promise<void> {
	const sources = contentHash(projectFolder, SOURCES);
	if (existsSync(RECORD) && readFileSync(RECORD, 'utf8') === record(sources)) return;
	await withProgress('Building the package', undefined, () =>
		runNpm(['run', '--silent', 'build'], { cwd: projectFolder }),
	);
	mkdirSync(dirname(RECORD), { recursive: true });
	writeFileSync(RECORD, record(sources));
}

/** The hash of `dist` is part of it: somebody may have built, or deleted, other things there meanwhile. */
function record(sources: string): string {
	return JSON.stringify({ sources, dist: contentHash(projectFolder, ['dist']) });
}
