import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ensureProgram, type ProgramCheck } from './debian-packages';

/** Finds Redis for the tests in queue mode: an installed one, or on Debian the distribution's own. */

const PROGRAM = 'redis-server';
const USUAL_FOLDERS = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'];

/** Returns the path of `redis-server`, or `undefined`. BUSINESS_MESSAGING_REDIS overrides it. */
export function findRedis(): string | undefined {
	const chosen = process.env['BUSINESS_MESSAGING_REDIS'];
	if (chosen !== undefined && chosen !== '') return chosen;
	const onPath = (process.env['PATH'] ?? '').split(delimiter);
	return [...onPath, ...USUAL_FOLDERS].map((folder) => join(folder, PROGRAM)).find(existsSync);
}

export async function ensureRedis(): Promise<ProgramCheck> {
	return await ensureProgram({
		title: 'Redis',
		debianPackage: 'redis-server',
		find: findRedis,
		remedy: 'install it, or name redis-server in BUSINESS_MESSAGING_REDIS',
	});
}
