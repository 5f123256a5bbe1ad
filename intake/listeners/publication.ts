import type { MessagingError } from '../../messaging/error';
import type { Http } from '../../messaging/http';
import type {
	RegistrationMemory,
	RegistrationTarget,
	WebhookRegistration,
} from '../../messaging/provider';
import type { ListenerToPut, StoredListener } from '../../store/contracts/listeners';
import type { StoreHandle } from '../ports';

export interface RegistrarPorts {
	store: StoreHandle;
	/** Absent if the provider has no API for it, or the user enters the address there. */
	registration: WebhookRegistration | undefined;
	http: Http;
	/** Logs what the user should know. */
	notice: (message: string) => void;
	now: () => Date;
}

/** A published listener, with the data for its registration. */
export interface Publication {
	listener: ListenerToPut;
	target: Omit<RegistrationTarget, 'ours'>;
	/** The memory of a registration that version 0.1.0 made. */
	earlierMemory?: RegistrationMemory;
}

export type RegistrarResult = { ok: true } | { ok: false; error: MessagingError };

/** Returns the published listeners of an account. */
export async function publishedIn(
	account: string,
	{ store, now }: RegistrarPorts,
): Promise<StoredListener[]> {
	const all = await store.use(({ listeners }) => listeners.ofAccount(account, now()));
	return all.filter(({ expiresAt }) => expiresAt === undefined);
}

/** Returns the published listeners of the same account, without this one. */
export async function othersOf(
	{ account, key }: ListenerToPut,
	ports: RegistrarPorts,
): Promise<StoredListener[]> {
	const published = await publishedIn(account, ports);
	return published.filter((other) => other.key !== key);
}

/** Returns whether this memory belongs to an address that is registered at the provider. */
export function holds(memory: RegistrationMemory | undefined): memory is RegistrationMemory {
	return memory !== undefined && Object.keys(memory).length > 0;
}

export function isHolder({ memory }: StoredListener): boolean {
	return holds(memory);
}

export function addressesOf(listeners: readonly StoredListener[]): string[] {
	return listeners.map(({ url }) => url).filter((url) => url !== '');
}

/** Returns the registration target of another listener of the account. */
export function targetOf(
	{ url, verifyToken, webhookToken, businessId }: ListenerToPut,
	others: readonly StoredListener[],
	ofAccount: Publication['target'],
): RegistrationTarget {
	const ours = addressesOf(others).filter((address) => address !== url);
	return { ...ofAccount, url, verifyToken, webhookToken, businessId, ours };
}

/**
 * Adds to the memory by which a listener's registration is undone. The address that was replaced first is the one to
 * restore.
 */
export async function addToMemory(
	key: string,
	memory: RegistrationMemory | undefined,
	{ store }: RegistrarPorts,
): Promise<void> {
	if (!holds(memory)) return;
	await store.use(async ({ listeners }) => {
		const known = await listeners.get(key);
		await listeners.rememberRegistration(key, { ...known?.memory, ...memory });
	});
}
