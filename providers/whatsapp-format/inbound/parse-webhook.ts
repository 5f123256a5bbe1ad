import type { MessagingEvent } from '../../../messaging/event';
import type { InboundRequest } from '../../../messaging/inbound-request';
import type { Provider } from '../../../messaging/provider-names';
import { list, looseRecord } from '../../../messaging/reading/loose-json';
import { peopleOf } from '../people';
import { accountEvents } from './parse-account';
import { errorEvents } from './parse-errors';
import { controlEvents, echoEvents } from './parse-handover';
import { messageEvents } from './parse-message';
import { preferenceEvents } from './parse-preference';
import { statusEvents } from './parse-status';
import { changesOf, type Change } from './payload';

/**
 * Turns a payload in Meta's format into events. It can hold up to a thousand messages and receipts of many customers and
 * several numbers. Each becomes an event of its own, in the order of the payload.
 *
 * The id of an event is Meta's, or is derived from the content where Meta gives none. A repeated payload therefore gives
 * the same ids. `raw` is the part of the payload that belongs to the event. The trigger removes it unless the user wants
 * it.
 *
 * A message in a group is an event of the member who wrote it and names the group. An answer goes to that member alone.
 */
export function parseWebhook(request: InboundRequest, provider: Provider): MessagingEvent[] {
	return changesOf(request, provider).flatMap(eventsOf);
}

function eventsOf(change: Change): MessagingEvent[] {
	switch (change.field) {
		case 'messages':
		case 'user_preferences':
			return [
				...messageEvents(change),
				...statusEvents(change),
				...preferenceEvents(change),
				...errorEvents(change),
			];
		case 'smb_message_echoes':
			return echoEvents(change);
		case 'messaging_handovers':
			return controlEvents(change);
		case 'standby':
			return standbyEvents(change);
		case 'message_echoes':
			// Copies of messages that the workflow or another application sent through the API. Their sender needs no
			// event. Read as a handover to an agent, they would stop the bot after each of its own messages.
			return [];
		default:
			return accountEvents(change);
	}
}

/**
 * Reads only the receipts of a standby change. In standby, Meta's own Business Agent answers the conversation, and the
 * workflow must not answer too: its answer would take the conversation from the agent.
 *
 * Messages of the customer therefore give no event. This includes an opt-out by a typed word; an opt-out in WhatsApp's
 * own menu arrives by another field. `messaging_handovers` says when the conversation returns. Receipts concern messages
 * that were already sent, so they count in standby as well.
 */
function standbyEvents(change: Change): MessagingEvent[] {
	const value = looseRecord.parse(change.value.standby);
	if (value === undefined) return [];
	return statusEvents({ ...change, value, people: peopleOf(list.parse(value.contacts)) });
}
