/**
 * Events that were seen lately, so that a repeat by Usedesk does not start the workflow twice. In this process only:
 * the store's inbox keeps messaging events, n8n's static data loses writes of webhooks that run side by side
 * (docs/facts/n8n.md#static-data), and Usedesk does not even document that it repeats.
 */

export const REMEMBERED_MINUTES = 10;
const MINUTE = 60_000;
/** Of the whole process; the oldest go first. */
const MAX_REMEMBERED = 20_000;

export interface Repeats {
	/** Whether this trigger has seen the event; if not, it has from now on. */
	isRepeat(trigger: string, eventId: string, now: Date): boolean;
}

export function rememberRepeats(): Repeats {
	/** Until when, in milliseconds, in the order of arrival. */
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
