import type { MessagingEvent } from '../messaging/event';
import { providers } from '../providers';
import type { EndedHandler } from '../store/contracts/conversations';
import type { StoredListener } from '../store/contracts/listeners';
import type { Owner } from '../store/contracts/owner';
import type { InboxKeeper } from './keeper/inbox-keeper';
import type { AccountRuleBook } from './listeners/account-rules';
import { completeSettings, type ListenerSettings } from './listeners/listener-settings';
import type { RunningListener, StoreHandle } from './ports';
import { acceptEvents } from './receive';

export interface EndedHandlerPorts {
	store: StoreHandle;
	keeper: InboxKeeper;
	ruleBook: AccountRuleBook;
	owner: Owner;
	now: Date;
}

/**
 * Records a handover to the bot where the time of a handler is over, and starts the workflows that have chosen Handover.
 * The id of the event names the conversation and the time, so each process finds it and it is recorded once.
 *
 * @param here the listeners that run in this process
 */
export async function announceEndedHandlers(
	here: readonly RunningListener[],
	ports: EndedHandlerPorts,
): Promise<void> {
	const { store, now } = ports;
	const keys = new Set(here.map(({ key }) => key));
	const stored = await store.use(({ listeners }) => listeners.all(now));
	const receivers = new Map(
		stored.filter(({ key }) => keys.has(key)).map((listener) => [listener.account, listener]),
	);
	const ended = await store.use(({ conversations }) =>
		conversations.endedHandlers([...receivers.keys()], now),
	);
	for (const [account, receiver] of receivers) {
		const events = ended.filter((one) => one.account === account).map(toHandover);
		const logError = here.find(({ key }) => key === receiver.key)?.warn ?? (() => undefined);
		if (events.length === 0) continue;
		await acceptEvents(events, receiverOf(receiver), { ...ports, logError });
	}
}

function toHandover({ key, until, ticketId, businessId, ...ends }: EndedHandler): MessagingEvent {
	const { provider, channel, contact } = ends;
	return {
		event: 'handover',
		id: `timeOver:${key}:${until}`,
		...{ provider, channel, contact },
		timestamp: until,
		business: { id: businessId },
		handover: {
			direction: 'toBot',
			reason: TIME_OVER,
			...(ticketId !== undefined && { ticketId }),
		},
	};
}

/** Reason of a handover to the bot when the handler's time is over. */
const TIME_OVER = 'timeOver';

function receiverOf({ key, account, provider, settings }: StoredListener) {
	return {
		...{ key, account, adapter: providers[provider] },
		settings: completeSettings(settings as ListenerSettings),
		startsBy: 'keeper' as const,
	};
}
