import type { MessagingEvent } from '../../../messaging/event';
import { eventTime } from '../../../messaging/reading/event-time';
import type { Change } from './payload';

/** Returns an event of a change. `time` is as Meta wrote it, `raw` the part of the change for this event. */
export function eventOf(
	change: Change,
	{ time, raw, ...details }: Described & { time: unknown; raw: unknown },
): MessagingEvent {
	const { event, id, contact, ...rest } = details;
	return {
		event,
		id,
		provider: change.provider,
		channel: 'whatsapp',
		timestamp: eventTime(time, change.receivedAt),
		contact,
		business: change.business,
		...rest,
		raw,
	};
}

type Described = Pick<
	MessagingEvent,
	| 'event'
	| 'id'
	| 'contact'
	| 'group'
	| 'message'
	| 'button'
	| 'consent'
	| 'status'
	| 'handover'
	| 'account'
>;
