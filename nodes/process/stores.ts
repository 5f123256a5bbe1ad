import { homedir } from 'node:os';
import { join } from 'node:path';

import type { ProcessClock, StoreHandle } from '../../intake/ports';
import type { Store } from '../../store/contracts/store';
import { openStore, type StoreLocation } from '../../store/open-store';
import { StoreError } from '../../store/store-error';
import { processClock } from './process-clock';

/** A location for the store that a user chose. */
export interface StoreChoice {
	/** `postgres://user:password@host:5432/database`, or the path of a file. */
	url: string;
	/** Most connections to a PostgreSQL database. */
	poolSize?: number;
}

/** Names the environment variable that chooses the location for all nodes of an installation; as `StoreChoice.url`. */
export const STORE_VARIABLE = 'BUSINESS_MESSAGING_DB';

/** Time without use after which a store is closed. The triggers of a published workflow use theirs all the time. */
const IDLE_MS = 10 * 60_000;
const CHECK_EVERY_MS = 60_000;

interface OpenedStore {
	readonly store: Promise<Store>;
	/** Number of pieces of work in progress. */
	holds: number;
	/** Time of the last use, in ms of the monotonic clock. */
	usedAt: number;
}

/**
 * The conversation stores that this process has opened. By default the store is a file in n8n's user folder, beside
 * n8n's own database, so that both are kept and backed up together. A store that is not used is closed, and opened again
 * by its next use.
 */
export class OpenStores {
	/** The stores that are opened by their location. A lost store is not among them. */
	readonly #opened = new Map<string, OpenedStore>();
	/** All stores that are not closed. */
	readonly #unclosed = new Set<OpenedStore>();
	readonly #byStore = new WeakMap<Store, OpenedStore>();
	#stopChecking: (() => void) | undefined;

	constructor(private readonly clock: ProcessClock = processClock) {}

	/**
	 * Returns the store at the chosen location. It is opened at the first call; a failed attempt is repeated at the next.
	 * Work that may take minutes needs `hold`.
	 *
	 * @param choice wins over BUSINESS_MESSAGING_DB
	 * @throws StoreError with title and remedy
	 */
	async open(choice?: StoreChoice): Promise<Store> {
		const location = storeLocation(choice);
		const key = keyOf(location);
		const opened = this.#opened.get(key) ?? this.#openAt(key, location);
		opened.usedAt = this.clock.monotonic();
		try {
			const store = await opened.store;
			this.#byStore.set(store, opened);
			return store;
		} catch (error) {
			if (this.#opened.get(key) === opened) this.#opened.delete(key);
			this.#unclosed.delete(opened);
			throw error;
		}
	}

	/** Keeps an opened store open until the returned function is called. */
	hold(store: Store): () => void {
		const opened = this.#byStore.get(store);
		if (opened === undefined) return () => undefined;
		opened.holds += 1;
		return () => {
			opened.holds -= 1;
			opened.usedAt = this.clock.monotonic();
		};
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
				let release: (() => void) | undefined;
				try {
					const store = await this.open(choice);
					release = this.hold(store);
					return await work(store);
				} catch (error) {
					if (isLost(error)) this.#opened.delete(storeKey(choice));
					whenFailed();
					throw error;
				} finally {
					release?.();
				}
			},
		};
	}

	async closeAll(): Promise<void> {
		await this.#close([...this.#unclosed]);
	}

	#openAt(key: string, location: StoreLocation): OpenedStore {
		const opened = { store: openStore(location), holds: 0, usedAt: this.clock.monotonic() };
		this.#opened.set(key, opened);
		this.#unclosed.add(opened);
		this.#stopChecking ??= this.clock.every(CHECK_EVERY_MS, () => void this.#closeIdle());
		return opened;
	}

	async #closeIdle(): Promise<void> {
		const idleSince = this.clock.monotonic() - IDLE_MS;
		await this.#close(
			[...this.#unclosed].filter(({ holds, usedAt }) => holds === 0 && usedAt <= idleSince),
		);
	}

	/** Forgets the stores before it closes them, so that a use in the meantime opens them again. */
	async #close(ended: readonly OpenedStore[]): Promise<void> {
		for (const opened of ended) this.#unclosed.delete(opened);
		for (const [key, opened] of this.#opened) {
			if (!this.#unclosed.has(opened)) this.#opened.delete(key);
		}
		if (this.#unclosed.size === 0) {
			this.#stopChecking?.();
			this.#stopChecking = undefined;
		}
		await Promise.allSettled(ended.map(async ({ store }) => await (await store).close()));
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
