import { existsSync, readFileSync } from 'node:fs';
import { withProgress } from './progress';
import { runCommand } from './run-command';

/** Installs programs that the tests need and npm does not have, on machines where that needs no permission. */

/** Returns whether this process is root on Debian, as on a build machine. */
function isRootOnDebian(): boolean {
	if (process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false;
	return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/**
 * Installs a package.
 *
 * @param title name of the program for the line that is shown meanwhile
 * @throws SandboxFailure with the last lines of apt-get
 */
async function installDebianPackage(name: string, title: string): Promise<void> {
	await withProgress(`Installing ${title}`, 'about 1 minute the first time', async () => {
		const options = { cwd: '/', env: { DEBIAN_FRONTEND: 'noninteractive' } };
		await runCommand('apt-get', ['update', '-q'], options);
		await runCommand('apt-get', ['install', '-y', '-q', '--no-install-recommends', name], options);
	});
}

export type ProgramCheck = { ok: true; path: string } | { ok: false; reason: string };

export interface WantedProgram {
	/** Name of the program for messages. */
	title: string;
	debianPackage: string;
	/** Returns its path on this machine. */
	find: () => string | undefined;
	/** Imperative step if it cannot be installed, after "no … found; ". */
	remedy: string;
}

/** Finds a program. Installs Debian's own where that needs no permission: as root on Debian, as on build machines. */
export async function ensureProgram(program: WantedProgram): Promise<ProgramCheck> {
	const { title, debianPackage, find, remedy } = program;
	const present = find();
	if (present !== undefined) return { ok: true, path: present };
	if (!isRootOnDebian()) return { ok: false, reason: `no ${title} found; ${remedy}` };
	try {
		await installDebianPackage(debianPackage, title);
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return { ok: false, reason: `no ${title} found, and it could not be installed. ${message}` };
	}
	const installed = find();
	return installed === undefined
		? { ok: false, reason: `apt-get installed no ${title} that could be found` }
		: { ok: true, path: installed };
}
