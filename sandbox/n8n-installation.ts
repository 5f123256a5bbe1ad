import {
	copyFileSync,
	cpSync,
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
 * The real n8n, installed once for each lock file in the cache folder and shared by all checkouts. Left out are
 * packages of nodes that no workflow of ours uses, by `overrides` in its `package.json`. Install scripts stay off. Only
 * sqlite3 needs one, so its driver is built meanwhile in a folder of its own. That takes a ready-made binary if this
 * platform has one, otherwise the source and the headers of our own Node.
 */

const COMPLETE_MARKER = '.complete';
/** Prefix of an unfinished folder, followed by the id of the process that works in it. */
const PARTIAL = '.partial-';
const DRIVER = join('node_modules', 'sqlite3', 'build', 'Release', 'node_sqlite3.node');
/** Halves the compile time. The driver's own speed depends on the disk. */
const QUICK_BUILD = { JOBS: '2', CFLAGS: '-O1', CXXFLAGS: '-O1' };

/**
 * Returns the folder of a complete installation, and makes it first if there is none. Safe to call from many processes.
 */
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

/** Returns the script that starts n8n's command line, to be run with Node. */
export function n8nCommand(installation: string): string {
	return join(installation, 'node_modules', 'n8n', 'bin', 'n8n');
}

function isComplete(folder: string): boolean {
	return existsSync(join(folder, COMPLETE_MARKER));
}

/**
 * Builds in a folder of its own and renames it at the end, so that a folder with the final name is never incomplete.
 */
async function install(folder: string): Promise<void> {
	removeAbandonedPartials(folder);
	const partial = `${folder}${PARTIAL}${process.pid}`;
	const driver = join(partial, 'driver');
	copyPins(pinnedN8nFolder, partial);
	copyPins(join(pinnedN8nFolder, 'driver'), driver);

	await withProgress('Installing n8n', 'about 2 minutes the first time, 1.6 GB', async () => {
		await allEnded([runNpm(['ci', '--ignore-scripts'], { cwd: partial }), buildDriver(driver)]);
		cpSync(join(driver, DRIVER), join(partial, DRIVER));
		rmSync(driver, { recursive: true });
		await runCommand(process.execPath, ['-e', "require('sqlite3')"], { cwd: partial });
	});
	const version = await runCommand(process.execPath, [n8nCommand(partial), '--version'], {
		cwd: partial,
	});
	writeFileSync(join(partial, COMPLETE_MARKER), `n8n ${version.trim()}\n`);
	rmSync(folder, { recursive: true, force: true });
	renameSync(partial, folder);
}

function copyPins(from: string, to: string): void {
	mkdirSync(to, { recursive: true });
	for (const file of ['package.json', 'package-lock.json', '.npmrc'])
		copyFileSync(join(from, file), join(to, file));
}

async function buildDriver(folder: string): Promise<void> {
	await runNpm(['ci', '--ignore-scripts'], { cwd: folder });
	const headers = nodeHeadersFolder();
	await runNpm(['rebuild', 'sqlite3'], {
		cwd: folder,
		env: {
			...QUICK_BUILD,
			...(headers !== undefined && { npm_config_nodedir: headers }),
		},
	});
}

/** Waits for all, so that none continues in an abandoned folder, then fails with the first failure. */
async function allEnded(work: Array<Promise<unknown>>): Promise<void> {
	await Promise.allSettled(work);
	await Promise.all(work);
}

function removeAbandonedPartials(folder: string): void {
	const prefix = `${basename(folder)}${PARTIAL}`;
	for (const name of readdirSync(dirname(folder)))
		if (name.startsWith(prefix) && !isAlive(Number(name.slice(prefix.length))))
			rmSync(join(dirname(folder), name), { recursive: true, force: true });
}
