// Tests against a real n8n with the packed package in its community folder, and about the tarball itself. One file at
// a time: they share the machine.
const base = require('./jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	...base,
	testMatch: [
		'<rootDir>/test/e2e/**/*.test.ts',
		'<rootDir>/test/package/**/*.test.ts',
		'<rootDir>/test/**/*.browser.test.ts',
	],
	testPathIgnorePatterns: ['/node_modules/'],
	globalSetup: '<rootDir>/test/e2e/harness/global-setup.ts',
	globalTeardown: '<rootDir>/test/e2e/harness/global-teardown.ts',
	maxWorkers: 1,
	testTimeout: 120_000,
};
