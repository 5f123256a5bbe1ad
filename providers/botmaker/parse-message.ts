import { echoedMessage } from '../../messaging/echo';
import type { EventContact, MessagingEvent } from '../../messaging/event';
import { contentId } from '../../messaging/reading/content-id';
import { authorOf } from './authors';
import { eventOf } from './event-of';
import { textOf } from './loose-json';
import { contentsOf, wordsIn } from './message-content';
import type { Entry } from './payload';

/**
 * Reads messages of a chat (docs/facts/botmaker.md#webhook-formats). Only the customer's become message events. A
 * message of an agent in Botmaker's console means that the agent has taken over. A message of the bot proves at most
 * that a template was sent.
 */
export function messageEvents(entry: Entry): MessagingEvent[] {
	switch (authorOf(entry)) {
		case 'customer':
			return customerEvents(entry);
		case 'agent':
			return agentEvents(entry);
		case 'bot':
			return botEvents(entry);
		case 'unknown':
			return [];
	}
}

function idOf({ item, ends }: Entry): string {
	return textOf(item, '_id_', '_id', 'id') ?? contentId('message', [ends.contact.id, item]);
}

function customerEvents(given: Entry): MessagingEvent[] {
	const entry = withWriter(given);
	const id = idOf(entry);
	if (entry.ends.contact.id === '') {
		// There is no customer to answer, but the message must be visible.
		const message = { id, type: 'unsupported', text: '', unsupportedType: 'unknown' } as const;
		return [eventOf(entry, { event: 'message', id, message })];
	}
	return tapped(entry, id) ?? written(entry, id);
}

/** Adds the name beside the message if the envelope has none. */
function withWriter(entry: Entry): Entry {
	const { contact } = entry.ends;
	const fromName = textOf(entry.item, 'fromName', 'FROM_NAME');
	if (contact.name !== undefined || fromName === undefined) return entry;
	const named: EventContact = { ...contact, name: fromName };
	return { ...entry, ends: { ...entry.ends, contact: named } };
}

/**
 * Reads a tap. The id of the list row or button is `buttonPayload`. With `isButton` alone it is also a tap, and its id
 * is the title. Botmaker does not distinguish rows from buttons, so both are called a button.
 */
function tapped(entry: Entry, id: string): MessagingEvent[] | undefined {
	const { item } = entry;
	const given = textOf(item, 'buttonPayload', 'selectedButton');
	const named = item.isButton === true ? textOf(item, 'buttonName') : undefined;
	const title = wordsIn(item) || named || given;
	const payload = given ?? (item.isButton === true ? (named ?? title) : undefined);
	if (payload === undefined || title === undefined) return undefined;
	return [
		eventOf(entry, {
			event: 'buttonClick',
			id,
			message: { id, type: 'text', text: title },
			button: { id: payload, title, kind: 'button' },
		}),
	];
}

function written(entry: Entry, id: string): MessagingEvent[] {
	return contentsOf(entry.item).map((content, index) => {
		const own = index === 0 ? id : `${id}:${index}`;
		return eventOf(entry, { event: 'message', id: own, message: { id: own, ...content } });
	});
}

function agentEvents(entry: Entry): MessagingEvent[] {
	if (entry.ends.contact.id === '') return [];
	const id = idOf(entry);
	const service = textOf(entry.item, 'fromName', 'FROM_NAME');
	const [content] = contentsOf(entry.item);
	return [
		eventOf(entry, {
			event: 'handover',
			id,
			handover: {
				direction: 'toHuman',
				...(service === undefined ? {} : { service }),
				reason: 'An agent wrote to the customer in Botmaker.',
				message: echoedMessage(content, id, service),
			},
		}),
	];
}

/**
 * Reads a message of the bot. `txId` is the id under which a template was accepted. Its appearance in the chat means
 * that it was sent.
 */
function botEvents(entry: Entry): MessagingEvent[] {
	const messageId = textOf(entry.item, 'txId') ?? textOf(entry.envelope, 'txId');
	if (messageId === undefined) return [];
	const id = `${messageId}:sent:${entry.ends.contact.id}`;
	return [eventOf(entry, { event: 'status', id, status: { messageId, state: 'sent' } })];
}
