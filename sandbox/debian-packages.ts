import { existsSync, readFileSync } from 'node:fs';
import { withProgress } from './progress';
import { runCommand } from './run-command';

/** Installs programs that the tests need and npm does not have, where no permission is needed. */

/** As root on Debian, which is how a build machine runs. */
export function isRootOnDebian(): boolean {
	if (process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false;
	return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/**
 * @param title how people call it, for the line that is shown meanwhile
 * @throws SandboxFailure with the last lines of apt-get
 */
export async function installDebianPackage(name: string, title: string): Promise<void> {
	await withProgress(`Installing ${title}`, 'about 1 minute the first time', async () => {
		const options = { cwd: '/', env: { DEBIAN_FRONTEND: 'noninteractive' } };
		await runCommand('apt-get', ['update', '-q'], options);
		await runCommand('apt-get', ['install', '-y', '-q', '--no-install-recommends', name], options);
	});
}
