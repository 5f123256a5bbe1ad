import nock from 'nock';

import { messagingProcess } from '../../nodes/process';
import type { Store } from '../../store/contracts/store';
import { temporaryFolder } from '../fixtures/temporary-folder';

/** Gives the nodes of a test file a conversation store of their own, and no network but that of this machine. */
export function isolateNodes(): void {
	// Before the folder is removed, and so before its own hook.
	afterAll(async () => {
		await (await nodeStore()).close();
		nock.enableNetConnect();
		// Its hold on node:http would outlive this file in its worker, and keep connections open that others close.
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
