import type { ConversationUpdate } from '../messaging/event';
import { handlerAt, type HandlerState } from './handler';
import type { Silences } from './silence';

/**
 * Conversation updates: the moments at which a silence or a closing customer service window is announced. Pure: the time
 * is an argument. Times are ISO 8601 UTC on the clock of the business.
 */

const MILLISECONDS_PER_MINUTE = 60_000;

/** Facts of a conversation that decide about its updates. */
export interface UpdateFacts {
	silences: Silences;
	windowExpiresAt?: string;
	handler: HandlerState;
}

/** An update that a listener wants. */
export interface WantedUpdate {
	update: ConversationUpdate;
	/** Length of the silence, or time before the end of the window. */
	minutes: number;
	/** Moments before this time are not announced: the listener was not published, or had other times. */
	from: string;
}

export interface DueUpdate extends Omit<WantedUpdate, 'from'> {
	/** Start of the silence, or end of the window. It tells one silence from the next. */
	anchor: string;
	/** The moment itself. */
	at: string;
}

export interface UpdatePlan {
	due: DueUpdate[];
	/** The next moment, if nothing changes; absent when there is none. */
	nextAt?: string;
}

/** Returns the updates whose moment has come, and the time of the next one. */
export function planUpdates(
	facts: UpdateFacts,
	wanted: readonly WantedUpdate[],
	now: string,
): UpdatePlan {
	const moments = wanted.flatMap(({ from, ...update }) => {
		const anchor = anchorOf(update.update, facts, now);
		if (anchor === undefined) return [];
		const at = momentOf(update, anchor);
		return at > from ? [{ ...update, anchor, at }] : [];
	});
	const later = moments.map(({ at }) => at).filter((at) => at > now);
	const nextAt = later.sort()[0];
	return {
		due: distinct(moments.filter(({ at }) => at <= now)),
		...(nextAt !== undefined && { nextAt }),
	};
}

/** Returns the start of the present silence, or the end of the open window; `undefined` when there is none. */
export function anchorOf(
	update: ConversationUpdate,
	{ silences, windowExpiresAt, handler }: UpdateFacts,
	now: string,
): string | undefined {
	switch (update) {
		case 'windowCloses':
			return windowExpiresAt !== undefined && windowExpiresAt > now ? windowExpiresAt : undefined;
		case 'customerSilent':
			return silences.customerSince;
		case 'agentSilent':
			return handlerAt(handler, now).handler === 'bot' ? undefined : silences.agentSince;
	}
}

function momentOf({ update, minutes }: Omit<WantedUpdate, 'from'>, anchor: string): string {
	const direction = update === 'windowCloses' ? -1 : 1;
	const time = Date.parse(anchor) + direction * minutes * MILLISECONDS_PER_MINUTE;
	return new Date(time).toISOString();
}

/** Returns each update once: several listeners may want the same. */
function distinct(due: readonly DueUpdate[]): DueUpdate[] {
	return [...new Map(due.map((one) => [`${one.update} ${one.minutes}`, one])).values()];
}
