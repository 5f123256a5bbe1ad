import type { MessagingError } from '../../messaging/error';
import type {
	RegistrationMemory,
	RegistrationTarget,
	WebhookRegistration,
} from '../../messaging/provider';
import type { StoredListener } from '../../store/contracts/listeners';
import { isMovable, leaveProvider, undoEnded } from './leave-provider';
import {
	addressesOf,
	addToMemory,
	holds,
	isHolder,
	othersOf,
	publishedIn,
	type Publication,
	type RegistrarPorts,
	type RegistrarResult,
} from './publication';
import { shareNumber } from './shared-number';

/**
 * Keeps one registration for all listeners of an account. The provider has the address of one of them, and every
 * listener gets the events that arrive there. The store records whose address that is, and how to undo the
 * registration.
 *
 * A listener whose registration could not be undone stays in the store without getting events. The next publishing,
 * unpublishing or check of the account undoes it.
 */

/** Registers the account's events here, unless they arrive already, and adds the listener. */
export async function publish(
	publication: Publication,
	ports: RegistrarPorts,
): Promise<RegistrarResult> {
	const { listener, target } = publication;
	// An address that is left over would look like that of another product.
	const failure = await undoEnded(publication, await othersOf(listener, ports), ports);
	if (failure !== undefined) return { ok: false, error: failure };
	const others = await othersOf(listener, ports);
	const registered = await ensureRegistered(
		{ ...target, ours: addressesOf(others) },
		others.some(isHolder),
		ports,
	);
	if (!registered.ok) {
		if (registered.memory) await undoPart(publication, registered.memory, ports);
		return { ok: false, error: registered.error };
	}
	await ports.store.use(async ({ listeners }) => {
		await listeners.put(listener, ports.now());
		await listeners.rememberLoss(listener.key, undefined);
	});
	await addToMemory(listener.key, registered.memory, ports);
	return { ok: true };
}

type Registered =
	| { ok: true; memory?: RegistrationMemory }
	| { ok: false; error: MessagingError; memory?: RegistrationMemory };

/** @param isShared whether the store knows that another listener's address is registered at the provider */
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

/** Undoes the part of a failed registration that took effect: now, or later if the provider does not answer. */
async function undoPart(
	{ listener, target }: Publication,
	memory: RegistrationMemory,
	ports: RegistrarPorts,
): Promise<void> {
	const { registration, http, store, now } = ports;
	if (registration === undefined) return;
	const undone = await registration.remove({ ...target, ours: [] }, memory, http);
	if (undone.ok && !holds(undone.memory)) return;
	await store.use(({ listeners }) => listeners.put(listener, now()));
	await endWith(listener.key, memory, ports);
}

/** Stops the listener from getting events, and records what must still be undone. */
async function endWith(
	key: string,
	memory: RegistrationMemory | undefined,
	{ store, now }: RegistrarPorts,
): Promise<void> {
	await store.use(async ({ listeners }) => {
		await listeners.end(key, now());
		if (holds(memory)) await listeners.rememberRegistration(key, memory);
	});
}

/** Outcome for an account when one of its listeners was unpublished. */
export type UnpublishResult =
	| { ok: true; addressGone?: { listeners: StoredListener[] } }
	| { ok: false; error: MessagingError };

/**
 * Stops a listener. If its address is registered at the provider, that of the next listener replaces it first. After
 * the last listener, the earlier address is restored.
 *
 * @returns `addressGone`: the listeners that get no events until the user enters the address of one of them by hand
 */
export async function unpublish(
	publication: Publication,
	ports: RegistrarPorts,
): Promise<UnpublishResult> {
	const { listener, target, earlierMemory } = publication;
	const { registration, store, notice, now } = ports;
	const stored = await store.use(({ listeners }) => listeners.get(listener.key));
	const others = await othersOf(listener, ports);
	const memory = stored?.memory ?? earlierMemory;
	const isByHand = !isMovable(registration) || listener.setUpByHand;
	// If another listener's address is registered at the provider, there is nothing to undo.
	if (isByHand || (!holds(memory) && others.length > 0)) {
		await store.use(({ listeners }) => listeners.remove(listener.key));
	} else {
		if (stored === undefined) await store.use(({ listeners }) => listeners.put(listener, now()));
		await endWith(listener.key, memory, ports);
		const leaving = { listener, memory };
		const left = await leaveProvider(leaving, others, target, { ...ports, registration });
		if (!left.ok) return left;
		left.value.forEach(notice);
	}
	await undoEnded(publication, await othersOf(listener, ports), ports);
	const withoutAddress = isByHand ? listenersWithoutAddress(publication, stored, others) : [];
	return {
		ok: true,
		...(withoutAddress.length > 0 && { addressGone: { listeners: withoutAddress } }),
	};
}

/**
 * Returns the listeners that lose their address, because the user must enter the next address by hand. There are none
 * if the address was never called.
 */
function listenersWithoutAddress(
	{ listener }: Publication,
	stored: StoredListener | undefined,
	others: readonly StoredListener[],
): StoredListener[] {
	if (stored?.heardAt === undefined) return [];
	// An address that serves one number is of no use to a listener that has chosen another.
	return others.filter((other) => !isHolder(other) && shareNumber(other, listener));
}

/** Returns whether the events of a test run arrive already, because a published trigger listens to the same number. */
export async function isHeard(
	{ listener, target }: Publication,
	ports: RegistrarPorts,
): Promise<boolean> {
	const published = await publishedIn(listener.account, ports);
	if (published.some((other) => shareNumber(other, listener))) return true;
	if (published.length === 0 || !isMovable(ports.registration)) return false;
	// Another number may come through the same address.
	const ours = addressesOf(published);
	const standing = await ports.registration.check({ ...target, test: false, ours }, ports.http);
	return standing.state === 'registered' || standing.state === 'unknown';
}

/** Result of a check of a registration. */
export type WatchResult =
	| { state: 'fine' }
	/** It was missing and has been restored. */
	| { state: 'restored' }
	/** The address of another system is registered. */
	| { state: 'lost'; url: string }
	| { state: 'failed'; error: MessagingError };

/**
 * Checks whether the account's events still come here, and records the result. Restores a missing registration, but
 * never over a foreign one.
 */
export async function watch(publication: Publication, ports: RegistrarPorts): Promise<WatchResult> {
	const { listener } = publication;
	const { registration, store } = ports;
	if (registration === undefined || listener.setUpByHand) return { state: 'fine' };
	await undoEnded(publication, await publishedIn(listener.account, ports), ports);
	const found = await readRegistration(publication, { ...ports, registration });
	if (found.state === 'failed') return found;
	const lostTo = found.state === 'lost' ? found.url : undefined;
	const known = await store.use(({ listeners }) => listeners.get(listener.key));
	if (known !== undefined && known.lostTo !== lostTo) {
		await store.use(({ listeners }) => listeners.rememberLoss(listener.key, lostTo));
	}
	return found;
}

async function readRegistration(
	{ listener, target }: Publication,
	ports: RegistrarPorts & { registration: WebhookRegistration },
): Promise<WatchResult> {
	const { registration, http } = ports;
	const published = await publishedIn(listener.account, ports);
	const ours = addressesOf(published.filter(({ key }) => key !== listener.key));
	const checked = { ...target, ours, replaceForeign: false };
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
			const { instead } = standing;
			const stoodBefore = published.some(({ memory }) => memory?.['beside'] === instead);
			if (instead !== undefined && !stoodBefore) return { state: 'lost', url: instead };
			const outcome = await registration.create(checked, http);
			await addToMemory(listener.key, outcome.memory, ports);
			return outcome.ok ? { state: 'restored' } : { state: 'failed', error: outcome.error };
		}
	}
}
