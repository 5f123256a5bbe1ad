import type { MessagingEvent } from '../messaging/event';
import { providers } from '../providers';
import type { StoredListener } from '../store/contracts/listeners';
import type { Owner } from '../store/contracts/owner';
import type { InboxKeeper } from './keeper/inbox-keeper';
import type { AccountRuleBook } from './listeners/account-rules';
import { completeSettings, type ListenerSettings } from './listeners/listener-settings';
import type { RunningListener, StoreHandle } from './ports';
import { acceptEvents, type Receiver } from './receive';

/** Ports of the work that becomes due with time. */
export interface DueWorkPorts {
	store: StoreHandle;
	keeper: InboxKeeper;
	ruleBook: AccountRuleBook;
	owner: Owner;
	now: Date;
}

/** An account with a listener that runs in this process. */
export interface AccountHere {
	/** The listener to which events of our own come. */
	receiver: Receiver;
	/** All listeners of the account, also those of other processes. */
	listeners: readonly StoredListener[];
	logError: (message: string) => void;
}

/** Returns the accounts of the listeners that run in this process. */
export async function accountsHere(
	here: readonly RunningListener[],
	{ store, now }: Pick<DueWorkPorts, 'store' | 'now'>,
): Promise<AccountHere[]> {
	const stored = await store.use(({ listeners }) => listeners.all(now));
	const running = new Map(here.map((listener) => [listener.key, listener]));
	const accounts = new Map<string, AccountHere>();
	for (const listener of stored) {
		const logError = running.get(listener.key)?.warn;
		if (logError === undefined || accounts.has(listener.account)) continue;
		const listeners = stored.filter(({ account }) => account === listener.account);
		accounts.set(listener.account, { receiver: receiverOf(listener), listeners, logError });
	}
	return [...accounts.values()];
}

/**
 * Records events that this package makes, and starts their workflows.
 *
 * @returns whether the store has recorded them
 */
export async function acceptOwnEvents(
	events: readonly MessagingEvent[],
	{ receiver, logError }: AccountHere,
	ports: DueWorkPorts,
): Promise<boolean> {
	if (events.length === 0) return true;
	const { answer } = await acceptEvents(events, receiver, { ...ports, logError });
	return answer.status === 200;
}

function receiverOf({ key, account, provider, settings }: StoredListener): Receiver {
	return {
		...{ key, account, adapter: providers[provider] },
		settings: completeSettings(settings as ListenerSettings),
		startsBy: 'keeper',
	};
}
