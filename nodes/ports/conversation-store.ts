import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';

import { openStore } from '../../store/open-store';
import type { Owner, Store } from '../../store/store';
import { StoreError } from '../../store/store-error';

/**
 * The one conversation store of this n8n process: a file in n8n's user folder, beside n8n's own database, so that it
 * is kept and backed up with it.
 */

let opened: Promise<Store> | undefined;

/** Opened at the first call, shared by all nodes. A failed attempt is tried again at the next call. */
export async function conversationStore(): Promise<Store> {
	const opening = (opened ??= openStore({ file: storeFile() }));
	try {
		return await opening;
	} catch (error) {
		opened = undefined;
		throw error;
	}
}

/** After the store's file was deleted or replaced: the next call opens the one that is there now. */
export function reopenIfLost(error: unknown): void {
	if (error instanceof StoreError && error.code === 'lost') opened = undefined;
}

function storeFile(): string {
	const userFolder = process.env.N8N_USER_FOLDER ?? homedir();
	return join(userFolder, '.n8n', 'business-messaging', 'conversations.sqlite');
}

/** Names this process in the durable inbox. */
export const thisProcess: Owner = {
	bootId: randomUUID(),
	hostname: hostname(),
	processId: process.pid,
};

/**
 * Holds the events of test runs, between the webhook that records them and the `trigger()` that emits them: an owner of
 * its own, so that `takeOver` finds them while this process lives.
 */
export const testRuns: Owner = { ...thisProcess, bootId: `test:${thisProcess.bootId}` };
