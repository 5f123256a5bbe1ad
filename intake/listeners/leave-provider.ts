import { maySucceedLater, type MessagingError } from '../../messaging/error';
import type { ApiResult, RegistrationMemory, WebhookRegistration } from '../../messaging/provider';
import type { ListenerToPut, StoredListener } from '../../store/contracts/listeners';
import {
	addToMemory,
	holds,
	isHolder,
	targetOf,
	type Publication,
	type RegistrarPorts,
} from './publication';

/** Removes the address of an ended listener from the provider, while the other listeners still get their events. */

interface Leaving {
	listener: ListenerToPut;
	memory: RegistrationMemory | undefined;
}

/** A provider at which addresses can be moved. */
type Movable = WebhookRegistration & Required<Pick<WebhookRegistration, 'move'>>;

export function isMovable(registration: WebhookRegistration | undefined): registration is Movable {
	return registration?.move !== undefined;
}

/**
 * Replaces the address of the ended listener by that of a listener that depends on it, or else by the address that it
 * had replaced. If that fails or cannot be completed yet, the listener stays in the store for `undoEnded`.
 *
 * @param others the published listeners of the account
 * @returns notices for the user
 */
export async function leaveProvider(
	{ listener, memory }: Leaving,
	others: readonly StoredListener[],
	ofAccount: Publication['target'],
	ports: RegistrarPorts & { registration: Movable },
): Promise<ApiResult<string[]>> {
	const { registration, http, store } = ports;
	const found = await findSuccessor({ listener, memory }, others, ofAccount, ports);
	if (!found.ok) return found;
	let [heir, inherited] = [found.value, memory];
	if (heir === undefined) {
		const leaving = targetOf(listener, others, ofAccount);
		const removed = await registration.remove(leaving, holds(memory) ? memory : undefined, http);
		if (!removed.ok) return removed;
		// An address that must stay should belong to a listener that answers.
		[heir] = holds(removed.memory) ? others.filter(({ setUpByHand }) => !setUpByHand) : [];
		if (heir === undefined) {
			await store.use(({ listeners }) =>
				holds(removed.memory)
					? listeners.rememberRegistration(listener.key, removed.memory)
					: listeners.remove(listener.key),
			);
			return { ok: true, value: removed.notices };
		}
		inherited = removed.memory;
	}
	const moved = await registration.move(
		{ ...targetOf(heir, others, ofAccount), businessId: listener.businessId },
		{ url: listener.url, webhookToken: listener.webhookToken },
		inherited ?? {},
		http,
	);
	if (!moved.ok) return moved;
	await addToMemory(heir.key, moved.memory, ports);
	await store.use(({ listeners }) => listeners.remove(listener.key));
	return { ok: true, value: moved.notices };
}

/**
 * Finds a listener that gets no events once the address is removed. One with the same chosen number takes over without
 * a question to the provider: it also relies on what the registration has replaced. Only the provider knows which other
 * numbers use the address.
 */
async function findSuccessor(
	{ listener, memory }: Leaving,
	others: readonly StoredListener[],
	ofAccount: Publication['target'],
	{ registration, http }: RegistrarPorts & { registration: Movable },
): Promise<ApiResult<StoredListener | undefined>> {
	const automatic = others.filter(({ setUpByHand }) => !setUpByHand);
	const equal = automatic.find(
		(other) => !isHolder(other) && other.businessId === listener.businessId,
	);
	if (equal !== undefined) return { ok: true, value: equal };
	const asked = new Set<string | undefined>();
	for (const other of automatic) {
		if (asked.has(other.businessId)) continue;
		asked.add(other.businessId);
		const target = targetOf(other, others, ofAccount);
		const without = await registration.check(target, http);
		if (without.state === 'failed') return { ok: false, error: without.error };
		if (without.state === 'registered') continue;
		if (without.state === 'unknown') {
			// One address for everything: it is this one, unless another listener holds it.
			if (holds(memory) && !isHolder(other)) return { ok: true, value: other };
			continue;
		}
		const ours = [...target.ours, listener.url];
		const before = await registration.check({ ...target, ours }, http);
		if (before.state === 'failed') return { ok: false, error: before.error };
		if (before.state === 'registered') return { ok: true, value: other };
	}
	return { ok: true, value: undefined };
}

/**
 * Undoes the registrations of listeners of the account that have ended, as far as the provider allows it now.
 *
 * @returns the failure after which another try may succeed
 */
export async function undoEnded(
	{ listener: { account, key }, target }: Publication,
	others: readonly StoredListener[],
	ports: RegistrarPorts,
): Promise<MessagingError | undefined> {
	const { registration, store, now } = ports;
	if (!isMovable(registration)) return undefined;
	let failure: MessagingError | undefined;
	const ended = await store.use(({ listeners }) => listeners.ended(account, now()));
	for (const listener of ended) {
		if (listener.key === key) continue;
		if (listener.setUpByHand) {
			await store.use(({ listeners }) => listeners.remove(listener.key));
			continue;
		}
		const leaving = { listener, memory: listener.memory };
		const left = await leaveProvider(leaving, others, target, { ...ports, registration });
		if (!left.ok && maySucceedLater(left.error)) failure = left.error;
	}
	return failure;
}
