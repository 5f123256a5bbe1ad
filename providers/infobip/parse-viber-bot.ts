import { z } from 'zod';

import type { EventMessage, MessagingEvent } from '../../messaging/event';
import { contentId } from '../../messaging/reading/content-id';
import { idText, looseRecord, text } from '../../messaging/reading/loose-json';
import { onlyKnown } from '../../messaging/reading/only-known';
import { eventOf } from './event-of';
import { contentOf } from './message-content';
import { channelOf, type Entry } from './payload';
import { businessOf, contactOf } from './people';

/**
 * Viber bots (docs/facts/infobip.md#inbound-viber-bot). The content is one level deeper than elsewhere, and a customer
 * who subscribes to the bot or leaves it comes as a message. Customers are identified by an id of Viber, not by their
 * number. There is no official sample, so everything is read loosely.
 */

const head = z.object({
	sender: idText,
	from: idText,
	to: idText,
	messageId: idText,
	pairedMessageId: idText,
	receivedAt: z.unknown(),
});

const user = z.object({ id: idText, name: text, language: text }).optional().catch(undefined);

const botPart = z.object({
	type: z.string(),
	timestamp: z.unknown(),
	messageToken: idText,
	userId: idText,
	user,
	sender: user,
	message: looseRecord,
});

/** The types that only messages of Viber bots have. */
const BOT_TYPES: ReadonlySet<string> = new Set([
	'MESSAGE',
	'DELIVERED',
	'SUBSCRIBED',
	'UNSUBSCRIBED',
	'CONVERSATION_STARTED',
]);

export function isViberBotEntry({ item }: Entry): boolean {
	const part = botPart.safeParse(item.message);
	return part.success && BOT_TYPES.has(part.data.type.toUpperCase());
}

/** Reads the events of a Viber bot. Other entries give none. */
export function viberBotEvents(entry: Entry): MessagingEvent[] {
	const read = head.parse(entry.item);
	const part = botPart.safeParse(entry.item.message);
	const channel = channelOf(entry, 'viber');
	if (!part.success || channel === undefined) return [];
	const { type, timestamp, messageToken, userId, message, ...named } = part.data;
	const person = named.sender ?? named.user;
	const contact = {
		...contactOf(read.sender ?? read.from ?? userId ?? person?.id, { name: person?.name }),
		...onlyKnown({ language: person?.language || undefined }),
	};
	const id = read.messageId ?? messageToken ?? contentId('viberBot', entry.item);
	const common = {
		id,
		contact,
		business: businessOf(read.to ?? entry.hint.sender),
		times: [timestamp, read.receivedAt],
	};
	switch (type.toUpperCase()) {
		case 'SUBSCRIBED':
		case 'UNSUBSCRIBED': {
			const state = type.toUpperCase() === 'SUBSCRIBED' ? 'optedIn' : 'optedOut';
			const consent = { state, scope: 'all', source: 'platform' } as const;
			return contact.id === ''
				? []
				: [eventOf(entry, channel, { event: 'consent', consent, ...common })];
		}
		case 'DELIVERED': {
			// The token is Viber's own. Without our id, the message cannot be identified.
			const { pairedMessageId: messageId } = read;
			if (messageId === undefined) return [];
			const status = { messageId, state: 'delivered' } as const;
			const statusId = `${messageId}:delivered`;
			return [eventOf(entry, channel, { event: 'status', status, ...common, id: statusId })];
		}
		default: {
			const inner = message ?? {};
			const kind = text.parse(inner.type) ?? type;
			const content = contact.id === '' ? undefined : contentOf(kind, inner);
			const written: EventMessage = content
				? { id, ...content.message }
				: { id, type: 'unsupported', text: '', unsupportedType: kind || 'unknown' };
			return content?.button
				? [
						eventOf(entry, channel, {
							event: 'buttonClick',
							message: written,
							button: content.button,
							...common,
						}),
					]
				: [eventOf(entry, channel, { event: 'message', message: written, ...common })];
		}
	}
}
