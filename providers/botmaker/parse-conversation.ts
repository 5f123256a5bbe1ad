import type { EventHandover, MessagingEvent } from '../../messaging/event';
import { contentId } from '../../messaging/reading/content-id';
import { onlyKnown } from '../../messaging/reading/only-known';
import { eventOf } from './event-of';
import { recordOf, textOf, type Loose } from './loose-json';
import { statusOf } from './parse-status';
import type { Entry } from './payload';

/**
 * Reads events of a conversation. Their names are those of the API's session list. No page says that they also come by
 * webhook; public code shows it, so unknown ones give no event (docs/facts/botmaker.md#session-events and
 * docs/facts/botmaker.md#webhook-formats).
 */
export function conversationEvents(entry: Entry): MessagingEvent[] {
	const { item, ends } = entry;
	const name = textOf(item, 'event', 'name', 'eventName');
	const info = { ...item, ...recordOf(item.info) };
	const handover = name === undefined ? undefined : handoverOf(name.toLowerCase(), info);
	if (handover === undefined) return statusOf(entry, name, info);
	if (ends.contact.id === '') return [];
	const id = textOf(item, '_id_', '_id', 'id') ?? contentId('handover', [ends.contact.id, item]);
	return [eventOf(entry, { event: 'handover', id, handover })];
}

function handoverOf(name: string, info: Loose): EventHandover | undefined {
	const service = textOf(info, 'agentName', 'agentEmail', 'queue');
	switch (name) {
		case 'assigned-to-agent':
			return {
				direction: 'toHuman',
				...onlyKnown({ service }),
				reason: 'Botmaker gave the conversation to an agent.',
			};
		case 'unassigned-agent':
			return { direction: 'toBot', reason: 'The agent left the conversation in Botmaker.' };
		case 'conversation-close':
			return { direction: 'toBot', reason: 'The conversation was closed in Botmaker.' };
		default:
			return undefined;
	}
}
