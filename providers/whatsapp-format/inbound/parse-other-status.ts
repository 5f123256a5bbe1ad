import type { EventContact, MessagingEvent } from '../../../messaging/event';
import { camelRecord } from '../../../messaging/reading/camel-case';
import { contentId } from '../../../messaging/reading/content-id';
import { looseRecord } from '../../../messaging/reading/loose-json';
import { onlyKnown } from '../../../messaging/reading/only-known';
import { eventOf } from './event-of';
import type { Change } from './payload';

/**
 * Returns an `account` event for a status that is not about the delivery of a message. Its type is that of the status.
 * With `payment` the message arrived, `failed` means that the payment failed, and `captured` that it succeeded. `state`
 * is Meta's own word. The fields under the name of the type, e.g. `referenceId` and `amount`, are added.
 */
export function otherStatusEvent(
	change: Change,
	type: string,
	contact: EventContact,
	raw: unknown,
): MessagingEvent {
	const item = looseRecord.parse(raw) ?? {};
	const errors = Array.isArray(item.errors) && item.errors.length > 0 ? item.errors : undefined;
	return eventOf(change, {
		event: 'account',
		id: contentId(type === 'payment' ? type : 'status', [change.business.id, item]),
		contact,
		account: {
			...camelRecord(looseRecord.parse(item[type]) ?? {}),
			...onlyKnown({ messageId: item.id, state: item.status, errors }),
			type: type === 'payment' ? type : 'other',
			...(type !== 'payment' && { field: 'statuses', subtype: type }),
		},
		time: item.timestamp,
		raw,
	});
}
