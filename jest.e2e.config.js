// Tests against a real n8n with the packed package in its community folder, in a real browser, and about the tarball.
// Each project runs one file at a time. `npm test` runs two of them side by side, so that two processes of n8n run at
// most, and `several` at last (sandbox/check-everything.ts).
const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const base = require('./jest.config.js');

const FOLDER = 'test/e2e';
/** Files that start more than one process of n8n. */
const SEVERAL = ['postgres-store.test.ts', 'questions-in-queue-mode.test.ts', 'queue-mode.test.ts'];

/** shared: its files use one n8n. own: each file starts an n8n, or needs none. several: see SEVERAL. */
const projects = {
	shared: [],
	own: ['<rootDir>/test/package/**/*.test.ts', '<rootDir>/test/**/*.browser.test.ts'],
	several: [],
};
for (const name of readdirSync(join(__dirname, FOLDER)))
	if (name.endsWith('.test.ts')) projects[projectOf(name)].push(`<rootDir>/${FOLDER}/${name}`);

function projectOf(name) {
	if (SEVERAL.includes(name)) return 'several';
	const source = readFileSync(join(__dirname, FOLDER, name), 'utf8');
	return source.includes("from './harness/start-n8n'") ? 'own' : 'shared';
}

const sharedN8n = {
	globalSetup: '<rootDir>/test/e2e/harness/global-setup.ts',
	globalTeardown: '<rootDir>/test/e2e/harness/global-teardown.ts',
};

/** @type {import('jest').Config} */
module.exports = {
	maxWorkers: 1,
	testTimeout: 120_000,
	projects: Object.entries(projects).map(([displayName, testMatch]) => ({
		displayName,
		testMatch,
		testEnvironment: base.testEnvironment,
		transform: base.transform,
		modulePathIgnorePatterns: base.modulePathIgnorePatterns,
		cacheDirectory: base.cacheDirectory,
		...(displayName === 'shared' && sharedN8n),
	})),
};
