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
 * Turns a delivery in Meta's form into events. It may hold up to a thousand messages and receipts of many people and several
 * numbers; each becomes an event of its own, in the order in which they stand. Ids come from Meta where it gives one,
 * otherwise from the content, so a repeated delivery gives the same ids. `raw` is always Meta's own form of the one
 * event; the trigger takes it off unless the user wants it.
 *
 * A message in a group is an event of the member who wrote it, with the group beside it. An answer goes to that member
 * alone.
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
			// What the workflow or another application sent through the API. The sender knows already, and to take
			// it for a person would silence the bot with its own messages.
			return [];
		default:
			return accountEvents(change);
	}
}

/**
 * Standby: Meta's own Business Agent has the conversation and we only look on. Whoever switched it on expects that one of
 * the two answers, not both; and an answer of ours would take the conversation from the agent. So what the customer
 * writes there starts nothing, not even an opt-out by a typed word (the one in WhatsApp's own menu is seen as always);
 * `messaging_handovers` tells when the conversation comes back. Receipts are about what was sent, whoever has the
 * conversation now, and count as always.
 */
function standbyEvents(change: Change): MessagingEvent[] {
	const value = looseRecord.parse(change.value.standby);
	if (value === undefined) return [];
	return statusEvents({ ...change, value, people: peopleOf(list.parse(value.contacts)) });
}
