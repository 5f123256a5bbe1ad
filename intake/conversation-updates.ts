import { setImmediate as yieldToOthers } from 'node:timers/promises';

import { planUpdates, type DueUpdate, type WantedUpdate } from '../conversation/updates';
import { CONVERSATION_UPDATES, type MessagingEvent } from '../messaging/event';
import type { ConversationLook } from '../store/contracts/conversations';
import type { StoredListener } from '../store/contracts/listeners';
import { acceptOwnEvents, type AccountHere, type DueWorkPorts } from './accounts-here';

const MILLISECONDS_PER_MINUTE = 60_000;
/** Most searches of an account at a time. After an outage, the next time finds the rest. */
const MOST_SEARCHES = 40;
/** The longest customer service window. An older change of a conversation decides about no closing window. */
const LONGEST_WINDOW_MS = 24 * 60 * MILLISECONDS_PER_MINUTE;

/**
 * Announces silences and closing windows, and starts the workflows that have chosen Conversation Update. The id of the
 * event names the silence and the time, so each process finds it and it is recorded once.
 */
export async function announceConversationUpdates(
	accounts: readonly AccountHere[],
	ports: DueWorkPorts,
): Promise<void> {
	for (const account of accounts) {
		const wanting = account.listeners.filter(wantsUpdates);
		for (let search = 0; wanting.length > 0 && search < MOST_SEARCHES; search++) {
			if (search > 0) await yieldToOthers();
			if (!(await announceSome(account, wanting, ports))) break;
		}
	}
}

type WantingListener = StoredListener &
	Required<Pick<StoredListener, 'updateMinutes' | 'updatesSince'>>;

function wantsUpdates(listener: StoredListener): listener is WantingListener {
	return listener.updateMinutes !== undefined && listener.updatesSince !== undefined;
}

/**
 * Announces the updates of some conversations that are due for a look.
 *
 * @returns whether there may be more
 */
async function announceSome(
	account: AccountHere,
	wanting: readonly WantingListener[],
	ports: DueWorkPorts,
): Promise<boolean> {
	const { store, now } = ports;
	const { account: name, adapter } = account.receiver;
	const clockFrom = (offset: number) => earliestLook(wanting, offset);
	const request = { account: name, provider: adapter.name, clockFrom };
	const looks = await store.use(({ conversations }) => conversations.looks(request, now));
	if (looks.length === 0) return false;
	const plans = looks.map((look) => ({
		look,
		...planUpdates(look.facts, wantedBy(wanting, look.clockOffset), look.now),
	}));
	const events = plans.flatMap(({ look, due }) => due.map((update) => toEvent(look, update)));
	if (!(await acceptOwnEvents(events, account, ports))) return false;
	await store.use(({ conversations }) => conversations.looked(plans));
	return true;
}

/** Returns all updates that listeners want, on a clock with this offset. */
function wantedBy(wanting: readonly WantingListener[], clockOffset: number): WantedUpdate[] {
	return wanting.flatMap((listener) => {
		const from = new Date(wantsSince(listener, clockOffset)).toISOString();
		return CONVERSATION_UPDATES.flatMap((update) => {
			const minutes = listener.updateMinutes[update];
			return minutes === undefined ? [] : [{ update, minutes, from }];
		});
	});
}

/**
 * Returns the time since which a listener wants updates, in ms on a clock with this offset. The Simulator's clock may have
 * been moved since: forward, and silences since the publication go on; back, and silences of the new time begin.
 */
function wantsSince({ updatesSince, updatesClockOffset }: WantingListener, offset: number): number {
	return Date.parse(updatesSince) + Math.min(updatesClockOffset, offset);
}

/** Returns the time on the clock before which no change of a conversation leads to an update. */
function earliestLook(wanting: readonly WantingListener[], clockOffset: number): string {
	const times = wanting.map((listener) => {
		const longest = Math.max(...Object.values(listener.updateMinutes)) * MILLISECONDS_PER_MINUTE;
		return wantsSince(listener, clockOffset) - Math.max(longest, LONGEST_WINDOW_MS);
	});
	return new Date(Math.min(...times)).toISOString();
}

function toEvent(
	look: ConversationLook,
	{ update, minutes, anchor, at }: DueUpdate,
): MessagingEvent {
	const { key, provider, channel, contact, businessId } = look;
	const isWindow = update === 'windowCloses';
	return {
		event: 'conversation',
		id: `${update}:${key}:${anchor}:${minutes}`,
		...{ provider, channel, contact },
		timestamp: at,
		business: { id: businessId },
		conversation: {
			...{ key, handler: look.facts.handler.handler, isFirstMessage: false },
			...{ update, updateMinutes: minutes },
			...(isWindow ? { windowExpiresAt: anchor } : { silentSince: anchor }),
		},
	};
}
