import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Returns one hash over names and contents of everything below the given entries of a folder. Entries that do not exist
 * count as empty, so a folder that appears later changes the hash.
 */
export function contentHash(folder: string, entries: readonly string[]): string {
	const hash = createHash('sha256');
	for (const entry of [...entries].sort())
		for (const file of filesBelow(folder, entry)) {
			hash.update(`${file}\0`);
			hash.update(
				createHash('sha256')
					.update(readFileSync(join(folder, file)))
					.digest(),
			);
		}
	return hash.digest('hex');
}

function filesBelow(folder: string, entry: string): string[] {
	const path = join(folder, entry);
	if (!existsSync(path)) return [];
	if (!statSync(path).isDirectory()) return [entry];
	return readdirSync(path)
		.sort()
		.flatMap((name) => filesBelow(folder, `${entry}/${name}`));
}
