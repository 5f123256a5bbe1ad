import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { n8nInstallationFolder, PACKAGE_NAME, projectFolder } from '../../sandbox/paths';
import { sharedN8n } from './harness/shared-n8n';

// Proves that a real n8n accepts the packed package: n8n loads it, logs no problem, and lists every node with its
// search words. The work of the nodes is not covered.

const nodeTypesSchema = z.array(
	z
		.object({
			name: z.string(),
			displayName: z.string(),
			codex: z.object({ alias: z.array(z.string()).optional() }).optional(),
			iconUrl: z.unknown(),
		})
		.passthrough(),
);
const manifestSchema = z.object({
	n8n: z.object({ nodes: z.array(z.string()), credentials: z.array(z.string()) }),
});

const manifest = manifestSchema.parse(
	JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')),
);

/**
 * Returns the type of a file: `dist/nodes/Foo/Foo.node.js` is `<package>.foo`. Credential files are named in the same
 * way.
 */
function typeName(file: string): string {
	const className = file.split('/').at(-1)?.split('.')[0] ?? '';
	return className.charAt(0).toLowerCase() + className.slice(1);
}

async function ourNodeTypes(): Promise<z.infer<typeof nodeTypesSchema>> {
	const answer = await sharedN8n().api.get<unknown>('/types/nodes.json');
	const ours = z
		.array(z.object({ name: z.string() }).passthrough())
		.parse(answer.data)
		.filter(({ name }) => name.startsWith(`${PACKAGE_NAME}.`));
	return nodeTypesSchema.parse(ours);
}

describe('loading the packed package', () => {
	it('n8n logs nothing about the package during its start', () => {
		const n8n = sharedN8n();
		// Later lines belong to the tests that share this n8n.
		const [whileStarting = '', later] = n8n.log().split('Editor is now accessible');
		expect(later).toBeDefined();
		const complaints = whileStarting
			// The folders of this run carry the package's name too.
			.replaceAll(n8nInstallationFolder(), '')
			.replaceAll(n8n.userFolder, '')
			.split('\n')
			.filter((line) => /business-messaging|businessMessaging/i.test(line));
		expect(complaints).toEqual([]);
	});

	it('lists every node that package.json names', async () => {
		const listed = (await ourNodeTypes()).map(({ name }) => name);
		const named = manifest.n8n.nodes.map((file) => `${PACKAGE_NAME}.${typeName(file)}`);
		expect(named.length).toBeGreaterThan(0);
		expect(listed).toEqual(expect.arrayContaining(named));
	});

	it('lists every credential that package.json names', async () => {
		const answer = await sharedN8n().api.get<unknown>('/types/credentials.json');
		const listed = z
			.array(z.object({ name: z.string() }))
			.parse(answer.data)
			.map(({ name }) => name);
		const named = manifest.n8n.credentials.map(typeName);
		expect(listed).toEqual(expect.arrayContaining(named));
	});

	it.each(['whatsapp', 'message', 'route', 'business hours'])(
		'lets the node panel find a node by the word "%s"',
		async (word) => {
			const aliases = (await ourNodeTypes()).flatMap(({ codex }) => codex?.alias ?? []);
			expect(aliases).toContain(word);
		},
	);

	it('gives every node an icon that n8n serves', async () => {
		const n8n = sharedN8n();
		for (const node of await ourNodeTypes()) {
			const icons = z
				.union([z.string(), z.object({ light: z.string(), dark: z.string() })])
				.parse(node.iconUrl);
			for (const icon of typeof icons === 'string' ? [icons] : [icons.light, icons.dark]) {
				const answer = await n8n.api.get<unknown>(`/${icon}`);
				expect({ icon, type: answer.headers['content-type'] }).toEqual({
					icon,
					type: expect.stringContaining('image/svg+xml'),
				});
			}
		}
	});
});
