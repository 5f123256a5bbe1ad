import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';

import { openStore, type StoreLocation } from '../../store/open-store';
import type { Owner } from '../../store/contracts/owner';
import type { Store } from '../../store/contracts/store';
import { NOT_BEGUN } from '../../store/process-heartbeats';
import { StoreError } from '../../store/store-error';

/**
 * The conversation store of this n8n process. Unless somebody chooses another, it is a file in n8n's user folder,
 * beside n8n's own database, so that it is kept and backed up with it.
 */

/** Another place for the store. */
export interface StoreChoice {
	/** `postgres://user:password@host:5432/database`, or the path of a file. */
	url: string;
	/** Most connections to a PostgreSQL database. */
	poolSize?: number;
}

/** Chooses the place for all nodes of an installation; as `StoreChoice.url`. */
export const STORE_VARIABLE = 'BUSINESS_MESSAGING_DB';

const opened = new Map<string, Promise<Store>>();

/**
 * Opened at the first call, shared by all nodes. A failed attempt is tried again at the next call.
 *
 * @param override wins over BUSINESS_MESSAGING_DB
 * @throws StoreError with title and remedy
 */
export async function conversationStore(override?: StoreChoice): Promise<Store> {
	const location = storeLocation(override);
	const place = placeOf(location);
	const opening = opened.get(place) ?? openStore(location);
	opened.set(place, opening);
	try {
		return await opening;
	} catch (error) {
		if (opened.get(place) === opening) opened.delete(place);
		throw error;
	}
}

/** After what the store is in was deleted or replaced: the next call opens what is there now. */
export function reopenIfLost(error: unknown, override?: StoreChoice): void {
	if (!(error instanceof StoreError) || error.code !== 'lost') return;
	opened.delete(storePlace(override));
}

/** The same word for every choice of the same place. Never to be shown: it may hold a password. */
export function storePlace(override?: StoreChoice): string {
	return placeOf(storeLocation(override));
}

const IS_ADDRESS = /^[a-z][a-z0-9+.-]*:\/\//i;

function storeLocation(override: StoreChoice | undefined): StoreLocation {
	const chosen = override ?? { url: process.env[STORE_VARIABLE] ?? '' };
	const url = chosen.url.trim();
	if (url === '') return { file: join(storeFolder(), 'conversations.sqlite') };
	return IS_ADDRESS.test(url) ? { ...chosen, url, identityFolder: storeFolder() } : { file: url };
}

function placeOf(location: StoreLocation): string {
	return 'file' in location ? location.file : location.url;
}

function storeFolder(): string {
	const userFolder = process.env.N8N_USER_FOLDER ?? homedir();
	return join(userFolder, '.n8n', 'business-messaging');
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

/**
 * Holds what comes in while n8n has not started the trigger yet: for a moment at every start of n8n. Nobody has begun
 * with these events, and `takeOver` finds them when the trigger starts, or in the next process.
 */
export const untilStarted: Owner = {
	...thisProcess,
	bootId: `${NOT_BEGUN}${thisProcess.bootId}`,
};
