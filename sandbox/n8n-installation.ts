import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isAlive, withFolderLock } from './folder-lock';
import { n8nInstallationFolder, nodeHeadersFolder, pinnedN8nFolder } from './paths';
import { say, withProgress } from './progress';
import { runCommand, runNpm } from './run-command';

/**
 * The real n8n, installed once for each lock file in the cache folder and shared by all checkouts. Install scripts stay
 * off: of the 2,300 packages only sqlite3 needs one, and it is run by name (a ready-made binary where there is one for
 * this platform, otherwise built from source with the headers of our own Node).
 */

const COMPLETE_MARKER = '.complete';
/** Followed by the id of the process that works in it. */
const PARTIAL = '.partial-';

/** Gives the folder of a complete installation; makes it first when there is none. Safe to call from many processes. */
export async function ensureN8nInstallation(): Promise<string> {
	const folder = n8nInstallationFolder();
	if (isComplete(folder)) return folder;
	await withFolderLock(
		`${folder}.lock`,
		() => say('Another process is installing n8n; waiting for it.'),
		async () => {
			if (!isComplete(folder)) await install(folder);
		},
	);
	return folder;
}

/** The script that starts n8n's command line, to be run with Node. */
export function n8nCommand(installation: string): string {
	return join(installation, 'node_modules', 'n8n', 'bin', 'n8n');
}

function isComplete(folder: string): boolean {
	return existsSync(join(folder, COMPLETE_MARKER));
}

/** Built in a folder of its own and renamed at the end: a folder with the final name is never half an installation. */
async function install(folder: string): Promise<void> {
	removeAbandonedPartials(folder);
	const partial = `${folder}${PARTIAL}${process.pid}`;
	mkdirSync(partial, { recursive: true });
	for (const file of ['package.json', 'package-lock.json', '.npmrc'])
		copyFileSync(join(pinnedN8nFolder, file), join(partial, file));

	await withProgress('Installing n8n', 'about 3 minutes the first time, 2.7 GB', () =>
		runNpm(['ci', '--ignore-scripts'], { cwd: partial }),
	);
	await withProgress('Preparing its database driver', 'about 1 minute the first time', async () => {
		const headers = nodeHeadersFolder();
		const env: Record<string, string> =
			headers === undefined ? {} : { npm_config_nodedir: headers };
		await runNpm(['rebuild', 'sqlite3'], { cwd: partial, env });
		await runCommand(process.execPath, ['-e', "require('sqlite3')"], { cwd: partial });
	});
	const version = await runCommand(process.execPath, [n8nCommand(partial), '--version'], {
		cwd: partial,
	});
	writeFileSync(join(partial, COMPLETE_MARKER), `n8n ${version.trim()}\n`);
	rmSync(folder, { recursive: true, force: true });
	renameSync(partial, folder);
}

function removeAbandonedPartials(folder: string): void {
	const prefix = `${basename(folder)}${PARTIAL}`;
	for (const name of readdirSync(dirname(folder)))
		if (name.startsWith(prefix) && !isAlive(Number(name.slice(prefix.length))))
			rmSync(join(dirname(folder), name), { recursive: true, force: true });
}
