import { randomUUID } from 'node:crypto';

import type { MessagingEvent } from '../messaging/event';
import type { Provider, Channel } from '../messaging/provider-names';
import type { Owner } from '../store/contracts/owner';
import type { InboxKeeper } from './keeper/inbox-keeper';
import { completeSettings, type ListenerSettings } from './listeners/listener-settings';
import { isWanted } from './listeners/wanted-events';
import type { StoreHandle } from './ports';

/** An account event that this package makes, not the provider. */
export interface Announcement {
	account: string;
	provider: Provider;
	channel: Channel;
	/** Becomes `account` of the event. */
	details: { type: string; [field: string]: unknown };
	/** Keys of the listeners that get the event. */
	to: readonly string[];
}

/** Starts the workflows of listeners that have chosen Account Update with an `account` event of our own. */
export async function announce(
	{ account, provider, channel, details, to }: Announcement,
	{ store, keeper, owner }: { store: StoreHandle; keeper: InboxKeeper; owner: Owner },
): Promise<void> {
	const now = keeper.arrivalTime(store);
	const event: MessagingEvent = {
		event: 'account',
		id: `${details.type}:${randomUUID()}`,
		provider,
		channel,
		timestamp: now.toISOString(),
		contact: { id: '' },
		business: { id: '' },
		account: details,
	};
	const { started } = await store.use(({ inbox }) =>
		inbox.receive([event], {
			account,
			// The scope is not the account: events are claimed under its name, and this one would count as a repeat.
			receiver: `news:${account}`,
			owner,
			now,
			plan: (listeners) => ({
				shopOf: () => undefined,
				recognise: async (received) => received,
				windowHours: () => undefined,
				handoverMinutes: 0,
				keepTextsDays: () => 0,
				readAnswer: () => ({ is: 'ordinary' }),
				hearers: (recorded) =>
					listeners
						.filter(({ key, settings }) => to.includes(key) && wants(settings, recorded))
						.map(({ key }) => ({
							listener: key,
							event: recorded,
							inOrder: false,
							joinMs: 0,
							startsHere: keeper.isRunning(key),
							beginsAtOnce: keeper.runsExecutions,
							hearsAnswers: false,
						})),
			}),
		}),
	);
	for (const { listener, event: given } of started) keeper.start(listener, [given]);
}

function wants(settings: unknown, event: MessagingEvent): boolean {
	return isWanted(event, completeSettings(settings as ListenerSettings));
}
