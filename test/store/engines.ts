import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openStore } from '../../store/open-store';
import type { Store } from '../../store/store';

/** The engines on which every rule of the store is tested; an engine that is added here is tested on all of them. */
export interface TestedEngine {
	name: string;
	/** A store of its own on an empty database, and how to get rid of it. */
	create(): Promise<{ store: Store; dispose: () => Promise<void> }>;
}

export const ENGINES: TestedEngine[] = [
	{
		name: 'sqlite',
		async create() {
			const folder = temporaryFolder();
			const store = await openStore({ file: join(folder, 'store.sqlite') });
			return {
				store,
				dispose: async () => {
					await store.close();
					removeFolder(folder);
				},
			};
		},
	},
];

export function temporaryFolder(): string {
	return mkdtempSync(join(tmpdir(), 'business-messaging-store-'));
}

export function removeFolder(folder: string): void {
	rmSync(folder, { recursive: true, force: true });
}
