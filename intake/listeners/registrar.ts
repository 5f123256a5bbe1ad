import type { MessagingError } from '../../messaging/error';
import type { Http } from '../../messaging/http';
import type {
	RegistrationMemory,
	RegistrationOutcome,
	RegistrationTarget,
	WebhookRegistration,
} from '../../messaging/provider';
import type { ListenerToPut, StoredListener } from '../../store/contracts/listeners';
import type { StoreHandle } from '../ports';
import { shareNumber } from './shared-number';

/**
 * One registration for all listeners of an account: the address of one of them stands at the provider, and what arrives
 * there is given to each. The store knows whose address that is, and what undoes it.
 */

export interface RegistrarPorts {
	store: StoreHandle;
	/** Absent where the provider cannot be asked, or the user enters the address there. */
	registration: WebhookRegistration | undefined;
	http: Http;
	/** Logs what the user should know. */
	notice: (message: string) => void;
	now: () => Date;
}

/** A published listener, with what its provider has to be told. */
export interface Publication {
	listener: ListenerToPut;
	target: Omit<RegistrationTarget, 'ours'>;
	/** The memory of a registration that version 0.1.0 made. */
	earlierMemory?: RegistrationMemory;
}

export type RegistrarResult = { ok: true } | { ok: false; error: MessagingError };

/** Has the provider send the account's events here, unless it does so already, and adds the listener. */
export async function publish(
	{ listener, target }: Publication,
	ports: RegistrarPorts,
): Promise<RegistrarResult> {
	const others = await othersOf(listener, ports);
	const registered = await ensureRegistered(
		{ ...target, ours: addressesOf(others) },
		others.some(isHolder),
		ports,
	);
	if (!registered.ok) return registered;
	await ports.store.use(async ({ listeners }) => {
		await listeners.put(listener, ports.now());
		if (holds(registered.memory)) {
			await listeners.rememberRegistration(listener.key, registered.memory);
		}
	});
	return { ok: true };
}

type Registered = { ok: true; memory?: RegistrationMemory } | { ok: false; error: MessagingError };

/** @param isShared whether the address of another listener stands at the provider, as far as the store knows */
async function ensureRegistered(
	target: RegistrationTarget,
	isShared: boolean,
	{ registration, http, notice }: RegistrarPorts,
): Promise<Registered> {
	if (registration === undefined) return { ok: true };
	const standing = await registration.check(target, http);
	if (standing.state === 'failed') return { ok: false, error: standing.error };
	if (standing.state === 'registered') return { ok: true };
	if (standing.state === 'unknown' && isShared) return { ok: true };
	const outcome = await registration.create(target, http);
	if (!outcome.ok) return outcome;
	outcome.notices.forEach(notice);
	return { ok: true, memory: outcome.memory };
}

/** Outcome for an account when one of its listeners was unpublished. */
export type UnpublishResult =
	{ ok: true; addressGone?: { heirs: StoredListener[] } } | { ok: false; error: MessagingError };

/**
 * Removes the listener. Where its address stands at the provider, the next listener's is put there first; for the last
 * one, what stood there before is put back.
 *
 * @returns `addressGone`: the listeners that hear nothing until somebody enters the address of one of them by hand
 */
export async function unpublish(
	publication: Publication,
	ports: RegistrarPorts,
): Promise<UnpublishResult> {
	const { listener } = publication;
	const stored = await ports.store.use(({ listeners }) => listeners.get(listener.key));
	const others = await othersOf(listener, ports);
	const memory = stored?.memory ?? publication.earlierMemory;
	const left = await leaveProvider(publication, memory, stored, others, ports);
	if (!left.ok) return left;
	await ports.store.use(({ listeners }) => listeners.remove(listener.key));
	return left;
}

async function leaveProvider(
	{ listener, target }: Publication,
	memory: RegistrationMemory | undefined,
	stored: StoredListener | undefined,
	others: readonly StoredListener[],
	ports: RegistrarPorts,
): Promise<UnpublishResult> {
	const { registration, http, notice } = ports;
	// An address that serves one number is of no use to a listener that has chosen another.
	const dependents = others.filter((other) => !isHolder(other) && shareNumber(other, listener));
	if (registration?.move === undefined || listener.setUpByHand) {
		// Only a hand can enter the next address. Nobody misses one that was never called.
		const isMissed = stored?.heardAt !== undefined && dependents.length > 0;
		return { ok: true, ...(isMissed && { addressGone: { heirs: dependents } }) };
	}
	// The address of another listener stands at the provider: there is nothing to undo.
	if (!holds(memory) && others.length > 0) return { ok: true };
	const [heir] = dependents.filter(({ setUpByHand }) => !setUpByHand);
	if (heir === undefined || memory === undefined) {
		const leaving = { ...target, ours: addressesOf(others) };
		const outcome = await registration.remove(leaving, memory, http);
		if (outcome.ok) outcome.notices.forEach(notice);
		return resultOf(outcome);
	}
	const moved = await registration.move(
		targetOf(heir, target, others),
		{ url: listener.url, webhookToken: listener.webhookToken },
		memory,
		http,
	);
	if (!moved.ok) return moved;
	moved.notices.forEach(notice);
	await ports.store.use(({ listeners }) => listeners.rememberRegistration(heir.key, moved.memory));
	return { ok: true };
}

/** Whether an address stands at the provider that this memory undoes. */
function holds(memory: RegistrationMemory | undefined): memory is RegistrationMemory {
	return memory !== undefined && Object.keys(memory).length > 0;
}

function isHolder({ memory }: StoredListener): boolean {
	return holds(memory);
}

function resultOf(outcome: RegistrationOutcome): RegistrarResult {
	return outcome.ok ? { ok: true } : { ok: false, error: outcome.error };
}

/** Result of a look at a registration. */
export type WatchResult =
	| { state: 'fine' }
	/** It was missing, and stands again. */
	| { state: 'restored' }
	/** Somebody else's address stands there. */
	| { state: 'lost'; url: string }
	| { state: 'failed'; error: MessagingError };

/** Looks whether the account's events still come here. A missing registration is made again, a foreign one is not. */
export async function watch(
	{ listener, target }: Publication,
	ports: RegistrarPorts,
): Promise<WatchResult> {
	const { registration, http, store } = ports;
	if (registration === undefined || listener.setUpByHand) return { state: 'fine' };
	const others = await othersOf(listener, ports);
	const checked = { ...target, ours: addressesOf(others) };
	const standing = await registration.check(checked, http);
	switch (standing.state) {
		case 'registered':
		case 'unknown':
			return { state: 'fine' };
		case 'foreign':
			return { state: 'lost', url: standing.url };
		case 'failed':
			return standing;
		case 'missing': {
			const outcome = await registration.create({ ...checked, replaceForeign: false }, http);
			if (!outcome.ok) return { state: 'failed', error: outcome.error };
			await store.use(({ listeners }) =>
				listeners.rememberRegistration(listener.key, outcome.memory),
			);
			return { state: 'restored' };
		}
	}
}

/** Published listeners of the same account. */
async function othersOf(
	listener: ListenerToPut,
	{ store, now }: RegistrarPorts,
): Promise<StoredListener[]> {
	const all = await store.use(({ listeners }) => listeners.ofAccount(listener.account, now()));
	return all.filter(({ key, expiresAt }) => key !== listener.key && expiresAt === undefined);
}

function targetOf(
	heir: StoredListener,
	leaving: Publication['target'],
	others: readonly StoredListener[],
): RegistrationTarget {
	return {
		...leaving,
		url: heir.url,
		verifyToken: heir.verifyToken,
		webhookToken: heir.webhookToken,
		ours: addressesOf(others.filter(({ key }) => key !== heir.key)),
	};
}

function addressesOf(listeners: readonly StoredListener[]): string[] {
	return listeners.map(({ url }) => url).filter((url) => url !== '');
}
