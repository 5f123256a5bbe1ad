import { POSTMASTER, type Command } from './envelopes';
import { LIME } from './lime';

/** An event for Blip's own reports (docs/facts/blip.md#event-tracking). */
export interface TrackedEvent {
	category: string;
	action: string;
	label?: string;
	value?: number;
	messageId?: string;
	/** Identity of the customer. */
	customer?: string;
	/** Texts only. */
	extras?: Record<string, string>;
}

/** Builds the command that tracks an event. Pure. */
export function trackEvent({ customer, ...event }: TrackedEvent): Command {
	return {
		to: POSTMASTER.analytics,
		method: 'set',
		uri: '/event-track',
		type: LIME.eventTrack,
		resource: { ...event, ...(customer ? { contact: { identity: customer } } : {}) },
	};
}
