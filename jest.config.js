// The unit, property and contract tests. The end-to-end tests have their own configuration: they start a real n8n.
const transform = {
	'^.+\\.ts$': [
		'@swc/jest',
		{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
	],
};

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	transform,
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/', '<rootDir>/test/package/'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.sandbox/'],
	globalSetup: '<rootDir>/test/store/global-postgres.ts',
	globalTeardown: '<rootDir>/test/store/global-postgres-teardown.ts',
	maxWorkers: 2,
};
