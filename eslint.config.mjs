import { readdirSync, readFileSync } from 'node:fs';

import n8nCommunityNodes from '@n8n/eslint-plugin-community-nodes';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

import wording from './lint/wording.js';

/**
 * Lint rules. Every rule that is switched off is listed in EXCEPTIONS with its reason. The code has no comments that
 * disable a rule.
 */

/** Rules of n8n that this package cannot follow by its nature. */
const EXCEPTIONS = {
	// Routing needs a phone number library, time zones, holidays, safe regular expressions and a store. The package is
	// for self-hosted n8n, whose installer resolves plain dependencies; docs/decisions.md has an entry for each.
	'@n8n/community-nodes/no-runtime-dependencies': 'off',
	// Asks for a camel-cased page name, for n8n's own documentation. Ours are full addresses, as the newer rule
	// @n8n/community-nodes/credential-documentation-url demands.
	'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
	// Want the text 'main', where @n8n/community-nodes/node-connection-type-literal forbids exactly that.
	'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
	'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
	// Takes the `id` of an expression in a placeholder, such as {{ $json.message.id }}, for the word "ID".
	'n8n-nodes-base/node-param-placeholder-miscased-id': 'off',
};

/** Code beside the nodes: an error there cannot name a node yet, so the calling node explains it. */
const EXCEPTIONS_FOR_PORTS = { '@n8n/community-nodes/require-node-api-error': 'off' };

/** Tables of facts: one row for each fact, and as many rows as there are facts. */
const MAX_LINES_EXEMPT = [
	'providers/whatsapp-format/errors/error-table.ts',
	'providers/infobip/error-table.ts',
];

/** Folders that each folder may import. A folder that is not listed may import itself and installed packages only. */
const MAY_IMPORT = {
	messaging: [],
	providers: ['messaging'],
	routing: ['messaging'],
	conversation: ['messaging'],
	store: ['messaging', 'conversation'],
	simulator: ['messaging', 'conversation', 'store'],
	intake: ['messaging', 'providers', 'conversation', 'store'],
	delivery: ['messaging', 'providers', 'conversation', 'store'],
	credentials: ['messaging', 'providers'],
	nodes: [
		'messaging',
		'providers',
		'routing',
		'conversation',
		'store',
		'simulator',
		'intake',
		'delivery',
	],
	sandbox: [],
};

const PURE = ['messaging', 'providers', 'routing', 'conversation'];
const LIBRARY = [...PURE, 'store', 'simulator', 'intake', 'delivery'];
const files = (...folders) => folders.map((folder) => `${folder}/**/*.ts`);

const importDirections = Object.entries(MAY_IMPORT).map(([target, allowed]) => ({
	target: `./${target}`,
	from: './',
	except: ['node_modules', 'package.json', target, ...allowed].map((name) => `./${name}`),
	message: `${target} may import ${allowed.length === 0 ? 'nothing of ours' : allowed.join(', ')}; see CONTRIBUTING.md, import directions.`,
}));

/** Code that several providers share, because all of them carry WhatsApp's own messages. */
const WHATSAPP_FORMAT = 'whatsapp-format';

const providersStandAlone = readdirSync(new URL('providers', import.meta.url), {
	withFileTypes: true,
})
	.filter((entry) => entry.isDirectory())
	.map(({ name }) => ({
		target: `./providers/${name}`,
		from: './providers',
		except: [...new Set([name, WHATSAPP_FORMAT])].map((folder) => `./${folder}`),
		message: `A provider imports no other one: what they share stands in messaging, or in providers/${WHATSAPP_FORMAT}.`,
	}));

const ONLY_AT_THE_BOUNDARY = ['n8n-workflow', 'n8n-core'].map((name) => ({
	name,
	message: 'Only nodes/ and credentials/ know n8n: take what you need as a parameter.',
}));
const DEV_ONLY_PACKAGES = ['axios', 'nock', 'n8n-core', 'playwright-core'].map((name) => ({
	name,
	message: 'Not a dependency of the package: it serves the sandbox, the benches and the tests.',
}));

const CLOCK = 'Take the time as a parameter (`now: Date`): pure code has no clock.';
const TIMER = 'Pure code does not wait: return when to try again, and let the caller wait.';
const clockAndTimers = [
	{ selector: "MemberExpression[object.name='Date'][property.name='now']", message: CLOCK },
	{ selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: CLOCK },
	{ selector: "CallExpression[callee.name='Date']", message: CLOCK },
	{
		selector: "MemberExpression[object.name='DateTime'][property.name=/^(now|local|utc)$/]",
		message: CLOCK,
	},
	{
		selector: 'CallExpression[callee.name=/^(setTimeout|setInterval|setImmediate)$/]',
		message: TIMER,
	},
];

/**
 * Rules for regular expressions. Strangers choose the text, so an expression must take linear time and be unambiguous.
 */
const regularExpressions = {
	'regexp/no-super-linear-move': 'error',
	'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
	'regexp/no-contradiction-with-assertion': 'error',
	'regexp/no-dupe-characters-character-class': 'error',
	'regexp/no-dupe-disjunctions': 'error',
	'regexp/no-empty-alternative': 'error',
	'regexp/no-misleading-capturing-group': 'error',
	'regexp/no-misleading-unicode-character': 'error',
	'regexp/no-obscure-range': 'error',
	'regexp/no-optional-assertion': 'error',
	'regexp/no-useless-assertions': 'error',
};

const FORBIDDEN_NAMES = [
	'utils',
	'util',
	'helpers',
	'helper',
	'misc',
	'shared',
	'common',
	'GenericFunctions',
];
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
/** n8n takes class and description names from these files. */
const NAMED_FOR_N8N =
	/^[A-Z][A-Za-z0-9]*\.(node|credentials|resource)$|^[a-z][A-Za-z0-9]*\.operation$/;
/** A test of such a file carries its name. */
const TESTS_NAMED_FOR_N8N = /^[A-Z][A-Za-z0-9]*(\.(node|credentials|resource))?\.test$/;

const fileNames = {
	meta: { type: 'suggestion', schema: [] },
	create: (context) => ({
		Program(node) {
			const path = context.filename.replaceAll('\\', '/');
			const stem = path.slice(path.lastIndexOf('/') + 1).replace(/(\.d)?\.(ts|js|mjs)$/, '');
			const forN8n =
				(/\/(nodes|credentials)\//.test(path) && NAMED_FOR_N8N.test(stem)) ||
				(/\/test\//.test(path) && TESTS_NAMED_FOR_N8N.test(stem));
			if (FORBIDDEN_NAMES.includes(stem))
				context.report({ node, message: `"${stem}" does not say what the file is about.` });
			else if (!forN8n && !KEBAB.test(stem))
				context.report({ node, message: `File names are in kebab-case, unlike "${stem}".` });
		},
	}),
};

/** Files whose wording is still to be corrected. The list may only shrink: test/docs/wording.test.ts. */
const wordingToCorrect = readFileSync(
	new URL('lint/wording-to-correct.txt', import.meta.url),
	'utf8',
)
	.split('\n')
	.filter((line) => line !== '' && !line.startsWith('#'));

export default tseslint.config(
	{
		ignores: ['node_modules/', 'dist/', 'coverage/', '.sandbox/', 'sandbox/n8n/'],
	},

	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.recommended],
		plugins: {
			'import-x': importX,
			workshop: { rules: { 'file-names': fileNames, wording: wording.rule } },
		},
		settings: {
			'import-x/resolver-next': [
				createNodeResolver({ extensions: ['.ts', '.js', '.json', '.node'] }),
			],
		},
		rules: {
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
			],
			'import-x/no-restricted-paths': [
				'error',
				{ zones: [...importDirections, ...providersStandAlone] },
			],
			'import-x/no-cycle': 'error',
			'import-x/no-default-export': 'error',
			'import-x/no-duplicates': 'error',
			'workshop/file-names': 'error',
			eqeqeq: 'error',
		},
	},

	{
		files: ['**/*.ts'],
		ignores: wordingToCorrect,
		rules: { 'workshop/wording': 'error' },
	},

	{
		files: files(...LIBRARY, 'nodes', 'credentials'),
		plugins: { regexp },
		rules: {
			...regularExpressions,
			'no-console': 'error',
			'max-lines': ['error', { max: 400 }],
		},
	},
	{
		files: MAX_LINES_EXEMPT,
		rules: { 'max-lines': 'off' },
	},
	{
		files: files(...LIBRARY, 'sandbox'),
		rules: {
			'@typescript-eslint/no-restricted-imports': ['error', { paths: ONLY_AT_THE_BOUNDARY }],
		},
	},
	{
		files: files(...LIBRARY),
		rules: {
			'@typescript-eslint/no-restricted-imports': [
				'error',
				{ paths: [...ONLY_AT_THE_BOUNDARY, ...DEV_ONLY_PACKAGES] },
			],
		},
	},
	{
		files: files('nodes', 'credentials'),
		rules: {
			'@typescript-eslint/no-restricted-imports': ['error', { paths: DEV_ONLY_PACKAGES }],
		},
	},
	{
		files: files(...PURE),
		rules: { 'no-restricted-syntax': ['error', ...clockAndTimers] },
	},

	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts', 'package.json'],
		languageOptions: {
			parser: tseslint.parser,
			parserOptions: { extraFileExtensions: ['.json'] },
		},
		plugins: { '@n8n/community-nodes': n8nCommunityNodes, 'n8n-nodes-base': n8nNodesBase },
		rules: n8nCommunityNodes.configs.recommendedWithoutN8nCloudSupport.rules,
	},
	{ files: ['nodes/**/*.ts'], rules: n8nNodesBase.configs.nodes.rules },
	{ files: ['credentials/**/*.ts'], rules: n8nNodesBase.configs.credentials.rules },
	{ files: ['package.json'], rules: n8nNodesBase.configs.community.rules },
	{ files: ['nodes/**/*.ts', 'credentials/**/*.ts', 'package.json'], rules: EXCEPTIONS },
	{
		// Its webhook hears n8n's own calls to waiting executions. Nothing is registered at a provider.
		files: ['nodes/BusinessMessaging/BusinessMessaging.node.ts'],
		rules: { '@n8n/community-nodes/webhook-lifecycle-complete': 'off' },
	},
	{ files: ['nodes/ports/**/*.ts', 'nodes/process/**/*.ts'], rules: EXCEPTIONS_FOR_PORTS },

	{
		files: files('test'),
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector:
						'CallExpression[callee.object.name=/^(it|test|describe)$/][callee.property.name=/^(only|skip)$/]',
					message:
						'No test is left out. What cannot run on this machine says why in a line of its own.',
				},
				{
					selector: 'CallExpression[callee.name=/^(fit|xit|fdescribe|xdescribe)$/]',
					message: 'No test is left out, and none pushes the others out.',
				},
			],
		},
	},
	{
		// jest needs a default export here.
		files: ['test/**/global-*.ts', 'test/environment.ts'],
		rules: { 'import-x/no-default-export': 'off' },
	},
);
