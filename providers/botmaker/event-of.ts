import type { MessagingEvent } from '../../messaging/event';
import { eventTime } from './event-time';
import type { Entry } from './payload';

type Described = Pick<
	MessagingEvent,
	'event' | 'id' | 'message' | 'button' | 'status' | 'handover'
>;

/** Returns an event of an entry. */
export function eventOf(entry: Entry, { event, id, ...rest }: Described): MessagingEvent {
	const { item, envelope, ends, raw, receivedAt } = entry;
	const time = item.date ?? item.CREATION_TIME ?? item.creationTime ?? envelope.date;
	return {
		event,
		id,
		provider: 'botmaker',
		channel: ends.channel,
		timestamp: eventTime(time, receivedAt),
		contact: ends.contact,
		business: ends.business,
		...rest,
		raw,
	};
}
