import { onlyKnown } from '../../messaging/reading/only-known';
import { recordOf, type Loose } from './loose-json';

/**
 * Returns whether the body is a snapshot of a customer, which Botmaker posts when the state of the last message
 * changes. `_id_` and `CREATION_TIME` are those of the customer. The message is `LAST_MESSAGE`, and its state is
 * `STATUS` since `STATUS_CHANGE_TIME`. Variables of the bot are beside these fields under any name.
 */
export function isCustomerSnapshot(body: Loose): boolean {
	const lastMessage = recordOf(body.LAST_MESSAGE);
	return (
		body.STATUS !== undefined &&
		(Object.keys(lastMessage).length > 0 || body.STATUS_CHANGE_TIME !== undefined)
	);
}

/** Fields that identify the two sides. No variable of a bot has such a name. */
const SIDES = [
	'CHAT_PLATFORM_ID',
	'PLATFORM_CONTACT_ID',
	'chatChannelId',
	'WHATSAPP_NUMBER',
	'FIRST_NAME',
	'LAST_NAME',
] as const;

/**
 * Returns the status in a snapshot, without the variables of the bot. It has no id when the last message is the
 * customer's own, absent, or newer than the state. It then names no message of the business.
 */
export function statusInSnapshot(body: Loose): Loose {
	const { _id_: messageId, from, fromCustomer, date, txId } = recordOf(body.LAST_MESSAGE);
	const isOurs = from !== 'user' && from !== 'customer' && fromCustomer !== true;
	// A state that is older than the message belongs to an earlier one.
	const isStale = timeIn(body.STATUS_CHANGE_TIME) < timeIn(date);
	return onlyKnown({
		...Object.fromEntries(SIDES.map((name) => [name, body[name]])),
		CUSTOMER_ID: body._id_,
		STATUS: body.STATUS,
		CREATION_TIME: body.STATUS_CHANGE_TIME ?? date,
		...(isOurs && !isStale && { messageId, txId }),
	});
}

function timeIn(value: unknown): number {
	return typeof value === 'string' ? Date.parse(value) : Number.NaN;
}
