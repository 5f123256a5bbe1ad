import { z } from 'zod';

import type { ConsentState, MessagingEvent } from '../../messaging/event';
import { contentId } from '../../messaging/reading/content-id';
import { idText, looseRecord, text } from '../../messaging/reading/loose-json';
import { onlyKnown } from '../../messaging/reading/only-known';
import { phoneOf } from '../whatsapp-format/people';
import { eventOf } from './event-of';
import { channelOf, type Entry } from './payload';
import { businessOf, contactOf } from './people';

/**
 * Opt-outs and opt-ins that did not come as a message (docs/facts/infobip.md#other-events and
 * docs/facts/infobip.md#opt-outs).
 */

const MARKETING_STATES: ReadonlyMap<string, ConsentState> = new Map([
	['stop', 'optedOut'],
	['resume', 'optedIn'],
]);

const marketing = z.object({
	from: idText,
	createdAt: z.unknown(),
	content: z.object({
		sender: idText,
		from: idText,
		notificationMessagesStatus: z.string(),
		description: text,
	}),
});

/**
 * Reads that the customer switched promotions off or on in WhatsApp's own menu. Answers about an order stay allowed.
 */
export function marketingEvents(entry: Entry): MessagingEvent[] {
	const read = marketing.safeParse(entry.item);
	if (!read.success) return [];
	const { content, createdAt } = read.data;
	const state = MARKETING_STATES.get(content.notificationMessagesStatus.toLowerCase());
	const contact = contactOf(content.from, entry.item.contact);
	const channel = channelOf(entry, 'whatsapp');
	if (state === undefined || contact.id === '' || channel === undefined) return [];
	return [
		eventOf(entry, channel, {
			event: 'consent',
			id: contentId('marketing', [content, createdAt]),
			contact,
			business: businessOf(content.sender ?? read.data.from),
			consent: {
				state,
				scope: 'marketing',
				source: 'platform',
				...onlyKnown({ text: content.description || undefined }),
			},
			times: [createdAt],
		}),
	];
}

const block = z.object({
	event: z.string(),
	receivedAt: z.unknown(),
	messageId: idText,
	content: z.object({
		sender: idText,
		destination: idText,
		channel: text,
		sourceType: text,
	}),
});

/**
 * Reads an entry or removal on Infobip's blocklist. A record without a channel counts for the channel of the address.
 * An email address, or an id of another channel, gives no event.
 */
export function blocklistEvents(entry: Entry): MessagingEvent[] {
	const read = block.safeParse(entry.item);
	if (!read.success) return [];
	const { content, receivedAt, messageId } = read.data;
	const contact = contactOf(content.destination, undefined);
	const labelled = { ...entry, item: { channel: content.channel } };
	const isName = content.sender !== undefined && /\p{L}/u.test(content.sender);
	const channel = channelOf(labelled, isName ? 'viber' : 'whatsapp');
	const isPerson = contact.phone !== undefined || contact.userId !== undefined;
	if (channel === undefined || !isPerson) return [];
	return [
		eventOf(entry, channel, {
			event: 'consent',
			id: messageId ?? contentId('blocklist', entry.item),
			contact,
			business: businessOf(content.sender ?? entry.hint.sender),
			consent: {
				state: read.data.event.toUpperCase() === 'BLOCK' ? 'optedOut' : 'optedIn',
				scope: 'all',
				source: 'provider',
				...onlyKnown({ text: content.sourceType || undefined }),
			},
			times: [receivedAt],
		}),
	];
}

/** Fields that may contain the consent state, because the format of this event is not documented. */
const STATE_FIELDS = [
	'consentStatus',
	'consent',
	'status',
	'state',
	'action',
	'type',
	'newStatus',
] as const;
const OUT = /unsub|opt[\s_-]?(ed)?[\s_-]?out|block|revok|stop|withdraw/i;
const IN = /sub|opt[\s_-]?(ed)?[\s_-]?in|unblock|grant|resume|given/i;

/**
 * Reads Viber's "Unsubscribe" (event CONSENT_UPDATE). Without a readable state and customer it becomes an `account`
 * event.
 */
export function viberConsentEvents(entry: Entry): MessagingEvent[] {
	const channel = channelOf(entry, 'viber');
	if (channel === undefined) return [];
	const content = looseRecord.parse(entry.item.content) ?? {};
	const whole: Record<string, unknown> = { ...entry.item, ...content };
	const state = consentIn(whole);
	const addresses = ['userNumber', 'destination', 'from', 'to', 'sender', 'phoneNumber']
		.map((field) => idText.parse(whole[field]))
		.filter((address) => address !== undefined && address !== entry.hint.sender);
	const person = addresses.find((address) => phoneOf(address) !== undefined);
	const sender = entry.hint.sender ?? addresses.find((address) => address !== person);
	const times = [whole.receivedAt, whole.createdAt, whole.timestamp, whole.updatedAt];
	const id = idText.parse(whole.messageId) ?? contentId('consent', entry.item);
	const business = businessOf(sender);
	if (state === undefined || person === undefined) {
		const account = { ...entry.item, type: 'consentUpdate' };
		return [
			eventOf(entry, channel, {
				event: 'account',
				id,
				contact: { id: '' },
				business,
				account,
				times,
			}),
		];
	}
	const consent = { state, scope: 'all', source: 'platform' } as const;
	const contact = contactOf(person, entry.item.contact);
	return [eventOf(entry, channel, { event: 'consent', id, contact, business, consent, times })];
}

function consentIn(whole: Readonly<Record<string, unknown>>): ConsentState | undefined {
	const words = STATE_FIELDS.map((field) => text.parse(whole[field])).filter(
		(word) => word !== undefined,
	);
	// "unblock" holds "block", so the longer word is looked for first.
	if (words.some((word) => /unblock/i.test(word))) return 'optedIn';
	if (words.some((word) => OUT.test(word))) return 'optedOut';
	return words.some((word) => IN.test(word)) ? 'optedIn' : undefined;
}
