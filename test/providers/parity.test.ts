import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';
import type { ICredentialType, INodeType } from 'n8n-workflow';

import type { ProviderAdapter } from '../../messaging/provider';
import { IS_SIMULATED, PROVIDERS, type Provider } from '../../messaging/provider-names';
import { BusinessMessaging } from '../../nodes/BusinessMessaging/BusinessMessaging.node';
import { BusinessMessagingTrigger } from '../../nodes/BusinessMessagingTrigger/BusinessMessagingTrigger.node';
import { CREDENTIAL_TYPES } from '../../nodes/ports/provider-credentials';
import { providerProperty } from '../../nodes/ports/provider-property';
import { providers } from '../../providers';
import { outboundFixtures } from '../contracts/outbound-contract';

/**
 * All parts of a provider beside its code that n8n, readers and tests find by its name. The compiler names the missing
 * pieces of a new provider inside the code; this test names the others.
 */

const ROOT = path.resolve(__dirname, '..', '..');

/** Files that every provider's folder has. */
const EVERY_PROVIDER_HAS = [
	'index',
	'authenticate',
	'parse',
	'build',
	'response',
	'errors',
	'capabilities',
];

/** Not a provider, but code that several of them share, because they carry WhatsApp's own messages. */
const WHATSAPP_FORMAT = 'whatsapp-format';

/** Files of features, by the name of the feature. */
const FEATURES = [
	'handshake',
	'registration',
	'templates',
	'media',
	'signals',
	'senders',
	'redirect',
	'customers',
] as const satisfies ReadonlyArray<keyof ProviderAdapter>;

const packageFile = z.object({ n8n: z.object({ credentials: z.array(z.string()) }) });

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const has = (...parts: string[]) => existsSync(path.join(ROOT, ...parts));
const foldersIn = (...parts: string[]) =>
	readdirSync(path.join(ROOT, ...parts), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name);

/** Returns the class of a credential type: its name with a capital letter. */
function credentialOf(type: string): { file: string; load: () => ICredentialType } {
	const className = type.charAt(0).toUpperCase() + type.slice(1);
	const file = `${className}.credentials`;
	return {
		file,
		load: () => {
			const module = jest.requireActual<Record<string, new () => ICredentialType>>(
				path.join(ROOT, 'credentials', `${file}.ts`),
			);
			const Credential = module[className];
			if (Credential === undefined) throw new Error(`${file}.ts exports no class ${className}`);
			return new Credential();
		},
	};
}

function providersOf(node: INodeType, credentialType: string): unknown {
	const entry = node.description.credentials?.find(({ name }) => name === credentialType);
	return entry && { required: entry.required, provider: entry.displayOptions?.show?.provider };
}

const REAL = PROVIDERS.filter((name) => !IS_SIMULATED[name]);

describe('parity: providers', () => {
	it('gives every name a folder, and every folder a name', () => {
		expect(foldersIn('providers').sort()).toEqual([...PROVIDERS, WHATSAPP_FORMAT].sort());
	});

	it('registers every provider under its own name', () => {
		expect(Object.keys(providers).sort()).toEqual([...PROVIDERS].sort());
		for (const name of PROVIDERS) expect(providers[name].name).toBe(name);
	});

	it('offers every provider in the panel, and nothing else', () => {
		const values = (providerProperty.options ?? []).map((option) =>
			'value' in option ? option.value : undefined,
		);
		expect([...values].sort()).toEqual([...PROVIDERS].sort());
	});

	it.each(PROVIDERS)('finds the files of %s where those of its neighbours are', (name) => {
		const adapter: ProviderAdapter = providers[name];
		const files = [...EVERY_PROVIDER_HAS, ...FEATURES.filter((feature) => adapter[feature])];
		expect(files.filter((file) => !has('providers', name, `${file}.ts`))).toEqual([]);
	});

	it.each(PROVIDERS)('finds a guide, tests and two icons for %s', (name) => {
		const wanted = [
			['docs', 'providers', `${kebab(name)}.md`],
			['icons', `${kebab(name)}.svg`],
			['icons', `${kebab(name)}.dark.svg`],
			['test', 'providers', name],
		];
		expect(wanted.filter((parts) => !has(...parts))).toEqual([]);
	});

	it.each(PROVIDERS)('finds deliveries of %s among the fixtures', (name) => {
		expect(has('test', 'fixtures', name)).toBe(true);
		const files = readdirSync(path.join(ROOT, 'test', 'fixtures', name));
		expect(files.filter((file) => file.endsWith('.json')).length).toBeGreaterThan(5);
	});

	it.each(REAL)('finds golden messages and an emulator for %s', (name) => {
		const golden = outboundFixtures().filter(({ bodies }) => name in bodies);
		expect(golden.length).toBeGreaterThan(5);
		expect(has('test', 'emulators', kebab(name))).toBe(true);
	});

	it.each(REAL)('lists in the guide of %s what could not be verified', (name) => {
		const guide = readFileSync(path.join(ROOT, 'docs', 'providers', `${kebab(name)}.md`), 'utf8');
		expect(guide).toMatch(/^## Not verified$/m);
	});
});

describe('parity: credentials of providers', () => {
	const listed = packageFile.parse(
		JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')),
	).n8n.credentials;

	it('needs a credential exactly for real messages', () => {
		const without = PROVIDERS.filter((name) => CREDENTIAL_TYPES[name] === undefined);
		expect(without).toEqual(PROVIDERS.filter((name) => IS_SIMULATED[name]));
	});

	it.each(REAL)('package.json and both nodes list the credential of %s', (name) => {
		const type = typeOf(name);
		expect(listed).toContain(`dist/credentials/${credentialOf(type).file}.js`);
		const shown = { required: true, provider: [name] };
		expect(providersOf(new BusinessMessaging(), type)).toEqual(shown);
		expect(providersOf(new BusinessMessagingTrigger(), type)).toEqual(shown);
	});

	it.each(REAL)('links from the credential of %s to its icons and its guide', (name) => {
		const credential = credentialOf(typeOf(name)).load();
		expect(credential.name).toBe(typeOf(name));
		expect(credential.icon).toEqual({
			light: `file:../icons/${kebab(name)}.svg`,
			dark: `file:../icons/${kebab(name)}.dark.svg`,
		});
		expect(credential.documentationUrl).toMatch(new RegExp(`/docs/providers/${kebab(name)}\\.md$`));
	});

	it.each(REAL)('tests the credential of %s when it is saved', (name) => {
		expect(credentialOf(typeOf(name)).load().test).toBeDefined();
	});
});

function typeOf(name: Provider): string {
	const type = CREDENTIAL_TYPES[name];
	if (type === undefined) throw new Error(`${name} has no credential type`);
	return type;
}
