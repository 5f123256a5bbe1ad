import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ensureProgram, type ProgramCheck } from './debian-packages';

/** Finds PostgreSQL for the tests of the store: an installed one, or on Debian the distribution's own. */

/** Debian, its relatives and Homebrew keep every major version in a folder of its own. */
const FOLDERS_OF_VERSIONS = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt'];
const VERSION = /^(?:postgresql@)?(\d+)$/;

/** Returns the folder with `initdb` and `postgres`, or `undefined`. BUSINESS_MESSAGING_POSTGRES overrides it. */
export function findPostgres(): string | undefined {
	const chosen = process.env['BUSINESS_MESSAGING_POSTGRES'];
	if (chosen !== undefined && chosen !== '') return chosen;
	const onPath = (process.env['PATH'] ?? '').split(delimiter);
	return [...FOLDERS_OF_VERSIONS.flatMap(newestFirst), ...onPath].find((folder) =>
		['initdb', 'postgres'].every((program) => existsSync(join(folder, program))),
	);
}

export async function ensurePostgres(): Promise<ProgramCheck> {
	return await ensureProgram({
		title: 'PostgreSQL',
		debianPackage: 'postgresql',
		find: findPostgres,
		remedy: 'install it, or name the folder of initdb and postgres in BUSINESS_MESSAGING_POSTGRES',
	});
}

function newestFirst(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.map((name) => ({ name, version: Number(VERSION.exec(name)?.[1]) }))
		.filter(({ version }) => Number.isInteger(version))
		.sort((a, b) => b.version - a.version)
		.map(({ name }) => join(folder, name, 'bin'));
}
