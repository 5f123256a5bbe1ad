import { createHash } from 'node:crypto';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { PACKAGE_NAME, projectFolder, sandboxFolder } from './paths';
import { withProgress } from './progress';
import { runCommand, runNpm } from './run-command';

/**
 * Puts the packed package where n8n looks for community packages, in the same steps as n8n's own installer (n8n 2.41,
 * community-packages service). The tarball is unpacked, and the dependency lists that do not count at run time are
 * dropped. Then npm installs the rest inside the package's folder, without scripts. What works here works after an
 * installation from n8n's panel.
 */

const INSTALLER_ARGUMENTS = [
	'install',
	'--audit=false',
	'--fund=false',
	'--bin-links=false',
	'--install-strategy=shallow',
	'--ignore-scripts=true',
	'--package-lock=false',
];
const preparedFolder = join(sandboxFolder, 'packages');
const INSTALLED_HASH = '.installed-tarball';

const packSchema = z.array(z.object({ filename: z.string() })).length(1);
const manifestSchema = z.object({ version: z.string() }).passthrough();

export interface PreparedPackage {
	/** The unpacked package with its own dependencies below it. */
	folder: string;
	/** SHA-256 of the tarball, hex. */
	hash: string;
	version: string;
}

/**
 * Packs the built package and makes it ready for installation. The same tarball is prepared only once.
 * @param project the folder to pack; its `dist` must be built.
 */
export async function preparePackage(project: string = projectFolder): Promise<PreparedPackage> {
	const work = mkdtempSync(join(tmpdir(), 'business-messaging-pack-'));
	try {
		const tarball = await pack(project, work);
		const hash = createHash('sha256').update(readFileSync(tarball)).digest('hex');
		const folder = join(preparedFolder, hash.slice(0, 16));
		if (!existsSync(folder))
			await withProgress('Installing the package as n8n does', undefined, () =>
				prepare(tarball, folder),
			);
		removeOtherPrepared(hash.slice(0, 16));
		return { folder, hash, version: readManifest(folder).version };
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}

/** Installs the prepared package for the n8n that uses this folder, unless exactly this tarball is there already. */
export function installPackage(prepared: PreparedPackage, userFolder: string): void {
	const nodesFolder = join(userFolder, '.n8n', 'nodes');
	const target = join(nodesFolder, 'node_modules', PACKAGE_NAME);
	const hashFile = join(nodesFolder, INSTALLED_HASH);
	const installed = existsSync(target) && existsSync(hashFile) && readFileSync(hashFile, 'utf8');
	if (installed === prepared.hash) return;
	rmSync(hashFile, { force: true });
	rmSync(target, { recursive: true, force: true });
	mkdirSync(target, { recursive: true });
	cpSync(prepared.folder, target, { recursive: true });
	const ledger = { name: 'installed-nodes', private: true, dependencies: {} };
	writeFileSync(
		join(nodesFolder, 'package.json'),
		JSON.stringify({ ...ledger, dependencies: { [PACKAGE_NAME]: prepared.version } }, null, 2),
	);
	writeFileSync(hashFile, prepared.hash);
}

/**
 * Links n8n's own `n8n-workflow` into a user folder inside the checkout. Otherwise Node would find the checkout's copy
 * there, and `instanceof` fails between two copies. Elsewhere n8n's copy is the only one.
 */
export function linkN8nWorkflow(n8nInstallation: string, userFolder: string): void {
	const link = join(userFolder, '.n8n', 'nodes', 'node_modules', 'n8n-workflow');
	rmSync(link, { recursive: true, force: true });
	symlinkSync(join(n8nInstallation, 'node_modules', 'n8n-workflow'), link, 'junction');
}

async function pack(project: string, destination: string): Promise<string> {
	const output = await runNpm(
		['pack', '--json', '--ignore-scripts', '--pack-destination', destination],
		{
			cwd: project,
		},
	);
	const packed = packSchema.parse(JSON.parse(output))[0];
	return join(destination, packed?.filename ?? '');
}

/** Works beside the final folder and renames it at the end, so that two processes do not disturb each other. */
async function prepare(tarball: string, folder: string): Promise<void> {
	mkdirSync(preparedFolder, { recursive: true });
	const work = mkdtempSync(join(tmpdir(), 'business-messaging-package-'));
	try {
		await runCommand('tar', ['-xzf', tarball, '-C', work, '--strip-components=1'], { cwd: work });
		const {
			devDependencies: _development,
			peerDependencies: _peer,
			optionalDependencies: _optional,
			...manifest
		} = readManifest(work);
		writeFileSync(join(work, 'package.json'), JSON.stringify(manifest, null, 2));
		await runNpm(INSTALLER_ARGUMENTS, { cwd: work });
		const staged = `${folder}.${process.pid}`;
		cpSync(work, staged, { recursive: true });
		if (existsSync(folder)) rmSync(staged, { recursive: true });
		else renameSync(staged, folder);
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}

function readManifest(folder: string): z.infer<typeof manifestSchema> {
	const content: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	return manifestSchema.parse(content);
}

function removeOtherPrepared(keep: string): void {
	for (const name of readdirSync(preparedFolder))
		if (!name.startsWith(keep))
			rmSync(join(preparedFolder, name), { recursive: true, force: true });
}
