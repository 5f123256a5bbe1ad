// The unit, property and contract tests. The end-to-end tests have their own configuration: they start a real n8n or a
// browser.
const { statfsSync } = require('node:fs');

// SQLite waits for the disk at every commit, which is most of the time of the store's tests: their files are kept in
// memory where there is room.
if (process.env.TMPDIR === undefined && freeBytes('/dev/shm') > 2e9)
	process.env.TMPDIR = '/dev/shm';

function freeBytes(folder) {
	try {
		const { bavail, bsize } = statfsSync(folder);
		return bavail * bsize;
	} catch {
		return 0;
	}
}

const transform = {
	'^.+\\.ts$': [
		'@swc/jest',
		{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
	],
};

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: '<rootDir>/test/environment.ts',
	transform,
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	testPathIgnorePatterns: [
		'/node_modules/',
		'<rootDir>/test/e2e/',
		'<rootDir>/test/package/',
		'\\.browser\\.test\\.ts$',
	],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.sandbox/'],
	globalSetup: '<rootDir>/test/global-setup.ts',
	globalTeardown: '<rootDir>/test/store/global-postgres-teardown.ts',
	cacheDirectory: '<rootDir>/node_modules/.cache/jest',
	maxWorkers: 2,
	// A worker that has run a hundred files needs more than jest's half a second to free its memory. What a test leaves
	// open is named by its environment.
	workerGracefulExitTimeout: 30_000,
	// Long enough for a busy machine. No test depends on it.
	testTimeout: 30_000,
};
