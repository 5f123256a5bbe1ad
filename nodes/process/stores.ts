import { homedir } from 'node:os';
import { join } from 'node:path';

import type { StoreHandle } from '../../intake/ports';
import type { Store } from '../../store/contracts/store';
import { openStore, type StoreLocation } from '../../store/open-store';
import { StoreError } from '../../store/store-error';

/** A location for the store that a user chose. */
export interface StoreChoice {
	/** `postgres://user:password@host:5432/database`, or the path of a file. */
	url: string;
	/** Most connections to a PostgreSQL database. */
	poolSize?: number;
}

/** Names the environment variable that chooses the location for all nodes of an installation; as `StoreChoice.url`. */
export const STORE_VARIABLE = 'BUSINESS_MESSAGING_DB';

/**
 * The conversation stores that this process has opened. By default the store is a file in n8n's user folder, beside
 * n8n's own database, so that both are kept and backed up together.
 */
export class OpenStores {
	readonly #opened = new Map<string, Promise<Store>>();

	/**
	 * Returns the store at the chosen location. It is opened at the first call; a failed attempt is repeated at the next.
	 *
	 * @param choice wins over BUSINESS_MESSAGING_DB
	 * @throws StoreError with title and remedy
	 */
	async open(choice?: StoreChoice): Promise<Store> {
		const location = storeLocation(choice);
		const key = keyOf(location);
		const opening = this.#opened.get(key) ?? openStore(location);
		this.#opened.set(key, opening);
		try {
			return await opening;
		} catch (error) {
			if (this.#opened.get(key) === opening) this.#opened.delete(key);
			throw error;
		}
	}

	/**
	 * Returns a handle for work in the store.
	 *
	 * @param whenFailed called after each failure, e.g. to read a credential again
	 */
	handle(choice: StoreChoice | undefined, whenFailed: () => void): StoreHandle {
		return {
			location: storeKey(choice),
			use: async (work) => {
				try {
					return await work(await this.open(choice));
				} catch (error) {
					if (isLost(error)) this.#opened.delete(storeKey(choice));
					whenFailed();
					throw error;
				}
			},
		};
	}

	async closeAll(): Promise<void> {
		const opened = [...this.#opened.values()];
		this.#opened.clear();
		await Promise.allSettled(opened.map(async (store) => await (await store).close()));
	}
}

/** Returns a key that is equal for equal locations. May contain a password: never log it. */
export function storeKey(choice?: StoreChoice): string {
	return keyOf(storeLocation(choice));
}

/** Returns whether the opened store was deleted or replaced, so that the next use must open it again. */
function isLost(error: unknown): boolean {
	return error instanceof StoreError && error.code === 'lost';
}

const IS_URL = /^[a-z][a-z0-9+.-]*:\/\//i;

function storeLocation(choice: StoreChoice | undefined): StoreLocation {
	const chosen = choice ?? { url: process.env[STORE_VARIABLE] ?? '' };
	const url = chosen.url.trim();
	if (url === '') return { file: join(storeFolder(), 'conversations.sqlite') };
	return IS_URL.test(url) ? { ...chosen, url, identityFolder: storeFolder() } : { file: url };
}

function keyOf(location: StoreLocation): string {
	return 'file' in location ? location.file : location.url;
}

function storeFolder(): string {
	const userFolder = process.env.N8N_USER_FOLDER ?? homedir();
	return join(userFolder, '.n8n', 'business-messaging');
}
