import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Paths of the sandbox. Every other file of the sandbox uses these, so that moving a folder changes one line. */

export const PACKAGE_NAME = 'n8n-nodes-business-messaging';

/** The checkout. */
export const projectFolder = resolve(__dirname, '..');

/** Everything that `npm start` keeps between two starts. Git-ignored; deleting it gives a fresh sandbox. */
export const sandboxFolder = join(projectFolder, '.sandbox');

/** `package.json` and lock file of the n8n that the sandbox runs. */
export const pinnedN8nFolder = join(projectFolder, 'sandbox', 'n8n');

export const examplesFolder = join(projectFolder, 'examples');

/**
 * Returns the folder of the installed n8n. It is outside the checkout, because it has 1.6 GB and serves every checkout
 * with the same lock file. Its name contains the hash of that file, so a changed version has another folder.
 */
export function n8nInstallationFolder(): string {
	const lockFile = readFileSync(join(pinnedN8nFolder, 'package-lock.json'));
	const hash = createHash('sha256').update(lockFile).digest('hex').slice(0, 16);
	return join(cacheFolder(), `n8n-${hash}`);
}

function cacheFolder(): string {
	const chosen = process.env['BUSINESS_MESSAGING_N8N_CACHE'];
	if (chosen !== undefined && chosen !== '') return resolve(chosen);
	const xdg = process.env['XDG_CACHE_HOME'];
	const base = xdg !== undefined && xdg !== '' ? xdg : join(homedir(), '.cache');
	return join(base, PACKAGE_NAME);
}

/**
 * Returns the folder with `include/` of our own Node, for building native modules without a download; `undefined` where
 * the npm package `node` has none for this platform. Its platform packages are named `win` where Node says `win32`, and
 * `node-bin` for Macs with Apple's processors.
 */
export function nodeHeadersFolder(): string | undefined {
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	const modules = join(projectFolder, 'node_modules');
	const candidates = ['node', 'node-bin']
		.map((prefix) => `${prefix}-${platform}-${process.arch}`)
		.flatMap((name) => [join(modules, 'node', 'node_modules', name), join(modules, name)]);
	return candidates.find((folder) => existsSync(join(folder, 'include')));
}
