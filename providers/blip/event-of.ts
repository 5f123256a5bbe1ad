import type { EventBusiness, EventContact, MessagingEvent } from '../../messaging/event';
import { readTime } from '../../messaging/reading/event-time';
import { onlyKnown } from '../../messaging/reading/only-known';
import {
	channelOf,
	identityOf,
	phoneOf,
	readNode,
	sideOf,
	type BlipChannel,
	type Node,
} from './node';
import type { Metadata } from './payload';

/** The customer, the business and the time of an event. */
export interface Setting {
	/** The customer; absent when the delivery does not name one. */
	customer: Node | undefined;
	/** The bot; absent when the delivery does not name it. */
	bot: Node | undefined;
	metadata: Metadata;
	receivedAt: Date;
	receiver: string;
	raw: unknown;
}

export function eventOf(setting: Setting, details: Described): MessagingEvent {
	const { event, id, ...rest } = details;
	return {
		event,
		id,
		provider: 'blip',
		channel: channelIn(setting),
		timestamp: timeIn(setting),
		contact: contactOf(setting),
		business: businessOf(setting),
		...rest,
		raw: setting.raw,
	};
}

type Described = Pick<
	MessagingEvent,
	'event' | 'id' | 'message' | 'button' | 'consent' | 'status' | 'handover' | 'account'
>;

/**
 * Returns the customer. The address to answer to is the one from which the bot was written to. Behind a router that is
 * the tunnel's, the only one that works with the bot's key. The customer's own phone number and address on the channel
 * are added.
 */
function contactOf({ customer, metadata }: Setting): EventContact {
	if (customer === undefined) return { id: '' };
	const real = realPerson(customer, metadata);
	const phone = phoneOf(real);
	const userId = real === undefined ? undefined : identityOf(real);
	return {
		id: identityOf(customer),
		...onlyKnown({
			phone,
			userId: metadata['#wa.bsuid'] || userId,
		}),
	};
}

/** Returns the customer behind a tunnel, whom the router names in each message. */
function realPerson(customer: Node, metadata: Metadata): Node | undefined {
	if (!['tunnel', 'desk'].includes(sideOf(customer))) return customer;
	const originator = readNode(metadata['#tunnel.originator']);
	return originator && sideOf(originator) === 'customer' ? originator : undefined;
}

function businessOf({ bot, receiver }: Setting): EventBusiness {
	return { id: bot === undefined ? receiver : identityOf(bot) };
}

/** Channel of a tunnel whose target is unknown. Nearly all tunnels are for WhatsApp. */
const MOST_LIKELY: BlipChannel = 'whatsapp';
/** Channel of unknown domains. Their customers can be answered, but none of our channel names fits. */
const ANY_OTHER: BlipChannel = 'webchat';

function channelIn({ customer, metadata }: Setting): BlipChannel {
	if (customer === undefined) return MOST_LIKELY;
	const real = realPerson(customer, metadata);
	if (real === undefined) return MOST_LIKELY;
	return channelOf(real) ?? (sideOf(real) === 'otherChannel' ? ANY_OTHER : MOST_LIKELY);
}

/** Returns the most exact known time: that of the channel, then that of Blip, then that of the receipt. */
function timeIn({ metadata, receivedAt }: Setting): string {
	return (
		readTime(metadata['#wa.timestamp']) ??
		isoTime(metadata['#envelope.storageDate']) ??
		readTime(metadata['#envelope.timestamp']) ??
		readTime(metadata['date_created']) ??
		readTime(metadata['#date_processed']) ??
		receivedAt.toISOString()
	);
}

/** Converts ISO 8601 with any zone to ISO 8601 UTC; `undefined` for any other text. */
export function isoTime(text: string | undefined): string | undefined {
	if (text === undefined || !/^\d{4}-\d\d-\d\dT/.test(text)) return undefined;
	const milliseconds = Date.parse(text);
	return Number.isNaN(milliseconds) ? undefined : readTime(milliseconds);
}
