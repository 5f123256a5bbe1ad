import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { projectFolder } from '../../sandbox/paths';
import { runNpm } from '../../sandbox/run-command';

// Proves what a user downloads: only files that run, everything that package.json promises, and no import that works on
// a developer's machine only. Needs the built `dist`.

const manifestSchema = z.object({
	dependencies: z.record(z.string()),
	peerDependencies: z.record(z.string()),
	n8n: z.object({ nodes: z.array(z.string()), credentials: z.array(z.string()) }),
});
const packSchema = z
	.array(z.object({ files: z.array(z.object({ path: z.string() })), unpackedSize: z.number() }))
	.length(1);

const BARE_IMPORT = /\b(?:require|import)\(\s*["']([^."'/][^"']*)["']\s*\)/g;

const manifest = manifestSchema.parse(
	JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')),
);

let listing: Promise<string[]> | undefined;

/** Returns the paths in the tarball. Runs npm once. */
function packedFiles(): Promise<string[]> {
	listing ??= listTarball();
	return listing;
}

async function listTarball(): Promise<string[]> {
	const output = await runNpm(['pack', '--dry-run', '--json', '--ignore-scripts'], {
		cwd: projectFolder,
	});
	return (packSchema.parse(JSON.parse(output))[0]?.files ?? []).map(({ path }) => path);
}

/** Returns the package of an import: `@scope/name/file` and `name/file` without the file. */
function packageOf(specifier: string): string {
	return specifier
		.split('/')
		.slice(0, specifier.startsWith('@') ? 2 : 1)
		.join('/');
}

describe('the tarball', () => {
	it('holds dist, README, LICENSE and package.json, and nothing else', async () => {
		const files = await packedFiles();
		const outside = files.filter((file) => !file.startsWith('dist/')).sort();
		expect(outside).toEqual(['LICENSE', 'README.md', 'package.json']);
		expect(files.length).toBeGreaterThan(outside.length);
	});

	it('holds no tests, no sandbox, no TypeScript and no build records', async () => {
		const files = await packedFiles();
		const unwanted = files.filter(
			(file) =>
				/^dist\/(test|sandbox|bench|examples)\//.test(file) ||
				/\.(test|spec)\.|\.tsbuildinfo$|\.map$/.test(file) ||
				(file.endsWith('.ts') && !file.endsWith('.d.ts')),
		);
		expect(unwanted).toEqual([]);
	});

	it('holds every node and credential that package.json names', async () => {
		const files = await packedFiles();
		const named = [...manifest.n8n.nodes, ...manifest.n8n.credentials];
		expect(named.filter((file) => !files.includes(file))).toEqual([]);
		expect(named.filter((file) => !existsSync(join(projectFolder, file)))).toEqual([]);
	});

	it('imports only its own dependencies, n8n-workflow and what Node brings', async () => {
		const allowed = new Set([
			...Object.keys(manifest.dependencies),
			...Object.keys(manifest.peerDependencies),
			...builtinModules,
		]);
		const scripts = (await packedFiles()).filter((file) => file.endsWith('.js'));
		const foreign = scripts.flatMap((file) =>
			[...readFileSync(join(projectFolder, file), 'utf8').matchAll(BARE_IMPORT)]
				.map((match) => match[1] ?? '')
				.filter((specifier) => !specifier.startsWith('node:'))
				.filter((specifier) => !allowed.has(packageOf(specifier)))
				.map((specifier) => `${file} imports ${specifier}`),
		);
		expect(scripts.length).toBeGreaterThan(0);
		expect(foreign).toEqual([]);
	});
});
