import type { MessagingEvent } from '../../messaging/event';
import { eventTime } from '../../messaging/reading/event-time';
import type { Envelope } from './payload';

type Described = Pick<
	MessagingEvent,
	'event' | 'id' | 'contact' | 'message' | 'button' | 'consent' | 'status' | 'account'
>;

/**
 * Returns an event of an envelope.
 *
 * @param time the event's own time, if it has one, in any format
 */
export function eventOf(
	envelope: Envelope,
	{ time, ...details }: Described & { time?: unknown },
): MessagingEvent {
	const { event, id, contact, ...rest } = details;
	return {
		event,
		id,
		provider: 'chatArchitect',
		channel: 'whatsapp',
		timestamp: eventTime(time, new Date(eventTime(envelope.time, envelope.receivedAt))),
		contact,
		business: envelope.business,
		...rest,
		raw: envelope.raw,
	};
}
