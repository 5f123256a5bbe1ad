import { ensureChromium } from './chromium';
import { describeFailure } from './failure';
import { ensureN8nInstallation } from './n8n-installation';
import { preparePackage } from './package-installation';
import { ensurePostgres } from './postgres';
import { say } from './progress';
import { ensureRedis } from './redis';
import { runChecks, script, type Check, type Plan } from './run-checks';

/**
 * The checks of the project, in three sizes: `npm run check` for daily work; `npm test` for everything; `npm run
 * test:nightly` for everything with the long form of load, fault and property tests.
 */

const lint = script('Lint', 'lint');
const lintOfChanges = script('Lint', 'lint:cached');
const format = script('Format', 'lint:format');
const spelling = script('Spelling', 'spelling');
const types = script('Types', 'types');
const unitTests = script('Unit tests', 'test:unit');
const build = script('Build', 'build');
/** @param project of jest.e2e.config.js */
const endToEnd = (project: 'shared' | 'own' | 'several') =>
	script(`End-to-end: ${project}`, 'test:e2e:built', '--selectProjects', project);

const programs: Check = {
	name: 'Browser, PostgreSQL and Redis',
	run: async (report) => {
		const chromium = await ensureChromium();
		report(chromium.ok ? `Chromium: ${chromium.path}` : `No browser: ${chromium.reason}`);
		const postgres = await ensurePostgres();
		report(postgres.ok ? `PostgreSQL: ${postgres.path}` : `No PostgreSQL: ${postgres.reason}`);
		const redis = await ensureRedis();
		report(redis.ok ? `Redis: ${redis.path}` : `No Redis: ${redis.reason}`);
		return [
			...(chromium.ok ? [] : [`the browser tests (${chromium.reason})`]),
			...(postgres.ok ? [] : [`the store on PostgreSQL (${postgres.reason})`]),
			...(redis.ok ? [] : [`queue mode (${redis.reason})`]),
		];
	},
};

const n8n: Check = {
	name: 'n8n',
	run: async (report) => {
		report(`n8n: ${await ensureN8nInstallation()}`);
		return [];
	},
};

const packed: Check = {
	name: 'Package',
	run: async (report) => {
		report((await preparePackage()).folder);
		return [];
	},
};

/** Stages run one after the other. The lanes of a stage run side by side, the checks of a lane in their order. */
const DAILY: Plan = [[[lintOfChanges], [types, format, spelling]], [[unitTests]]];
const EVERYTHING: Plan = [
	[[lint], [types, format, spelling], [programs]],
	[[unitTests], [n8n, build, packed]],
	[[endToEnd('shared')], [endToEnd('own')]],
	[[endToEnd('several')]],
];

const PLANS: Record<string, Plan> = { daily: DAILY, everything: EVERYTHING, nightly: EVERYTHING };

async function main(size = 'everything'): Promise<boolean> {
	const plan = PLANS[size];
	if (plan === undefined) throw new Error(`there are no ${size} checks`);
	// Read by test/thoroughness.ts.
	if (size === 'nightly') process.env['BUSINESS_MESSAGING_NIGHTLY'] = '1';
	return await runChecks(plan, say);
}

main(process.argv[2]).then(
	(ok) => process.exit(ok ? 0 : 1),
	(error: unknown) => {
		process.stderr.write(`${describeFailure(error)}\n`);
		process.exit(1);
	},
);
