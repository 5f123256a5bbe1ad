import nock from 'nock';

import { messagingProcess } from '../../nodes/process';
import type { Store } from '../../store/contracts/store';
import { temporaryFolder } from '../fixtures/temporary-folder';

/** Gives the nodes of a test file a conversation store of their own, and no network but that of this machine. */
export function isolateNodes(): void {
	// This hook is registered before that of the folder, so that the store is closed before its folder is removed.
	afterAll(async () => {
		await (await nodeStore()).close();
		nock.enableNetConnect();
		// Otherwise nock would still intercept node:http in later files of this worker, and keep their connections open.
		nock.restore();
	});
	process.env.N8N_USER_FOLDER = temporaryFolder().file('n8n');
	nock.disableNetConnect();
	nock.enableNetConnect(/^127\.0\.0\.1[:/]?/);
}

/** Returns the store that the nodes use. */
export async function nodeStore(): Promise<Store> {
	return await messagingProcess().stores.open();
}
