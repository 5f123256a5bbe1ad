/**
 * Recent events, so that a repeat by Usedesk does not start the workflow twice. They are kept in this process only: the
 * store's inbox is for messaging events, and n8n's static data loses writes of concurrent webhooks
 * (docs/facts/n8n.md#static-data). Usedesk does not document whether it repeats events.
 */

export const REMEMBERED_MINUTES = 10;
const MINUTE = 60_000;
/** Largest number of events for the whole process. The oldest are dropped first. */
const MAX_REMEMBERED = 20_000;

export interface Repeats {
	/** Returns whether this trigger has seen the event, and records it. */
	isRepeat(trigger: string, eventId: string, now: Date): boolean;
}

export function rememberRepeats(): Repeats {
	/** Time until which each event is remembered, in ms since the epoch, in order of arrival. */
	const seen = new Map<string, number>();
	return {
		isRepeat(trigger, eventId, now) {
			const time = now.getTime();
			for (const [key, until] of seen) {
				if (until > time && seen.size < MAX_REMEMBERED) break;
				seen.delete(key);
			}
			const key = JSON.stringify([trigger, eventId]);
			if (seen.has(key)) return true;
			seen.set(key, time + REMEMBERED_MINUTES * MINUTE);
			return false;
		},
	};
}
