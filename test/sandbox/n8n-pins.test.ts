import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { pinnedN8nFolder } from '../../sandbox/paths';

function read(...path: string[]): string {
	return readFileSync(join(pinnedN8nFolder, ...path), 'utf8');
}

function versionOfDriver(lockFile: string): string {
	const { packages } = JSON.parse(lockFile) as { packages: Record<string, { version: string }> };
	return packages['node_modules/sqlite3']?.version ?? 'none';
}

describe('pinned n8n', () => {
	it('gets its database driver in the version that it asks for', () => {
		const driver = versionOfDriver(read('driver', 'package-lock.json'));
		expect(driver).toBe(versionOfDriver(read('package-lock.json')));
		expect(driver).toMatch(/^\d/);
	});

	it.each(['package-lock.json', 'driver/package-lock.json'])(
		'records no address of a registry in %s',
		(file) => {
			expect(read(file)).not.toContain('"resolved"');
		},
	);
});
