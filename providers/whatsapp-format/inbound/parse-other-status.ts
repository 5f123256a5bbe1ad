import type { EventContact, MessagingEvent } from '../../../messaging/event';
import { camelRecord } from '../../../messaging/reading/camel-case';
import { contentId } from '../../../messaging/reading/content-id';
import { looseRecord } from '../../../messaging/reading/loose-json';
import { onlyKnown } from '../../../messaging/reading/only-known';
import { eventOf } from './event-of';
import type { Change } from './payload';

/**
 * Statuses that are not about the delivery of a message. In one of type `payment` the message arrived, and `failed` is
 * the payment; `captured` is what shops wait for. They become `account` events of that type. The `state` is Meta's own
 * word, and the content of the field with the name of the type stands beside it, e.g. `referenceId` and `amount`.
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
