import type { MessagingEvent } from '../../messaging/event';
import type { Channel } from '../../messaging/provider-names';
import { eventTime } from './event-time';
import type { Entry } from './payload';

/** Returns an event of an entry. The first of `times` that can be read counts. */
export function eventOf(
	entry: Entry,
	channel: Channel,
	{ times, ...details }: Described & { times: readonly unknown[] },
): MessagingEvent {
	const { event, id, contact, business, ...rest } = details;
	return {
		event,
		id,
		provider: 'infobip',
		channel,
		timestamp: eventTime(times, entry.receivedAt),
		contact,
		business,
		...rest,
		raw: entry.item,
	};
}

type Described = Pick<
	MessagingEvent,
	'event' | 'id' | 'contact' | 'business' | 'message' | 'button' | 'consent' | 'status' | 'account'
>;
