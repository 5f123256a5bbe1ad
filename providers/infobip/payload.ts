import type { InboundRequest } from '../../messaging/inbound-request';
import type { Channel } from '../../messaging/provider-names';
import { boundEntries } from '../../messaging/reading/bounded-entries';
import { list, looseRecord } from '../../messaging/reading/loose-json';
import { dropDeepNesting } from '../../messaging/reading/nesting';

/**
 * The envelope of Infobip's webhooks (docs/facts/infobip.md#webhook-envelope): `{"results":[…]}` with up to 2000
 * reports or messages. A few kinds of event come alone, without an envelope.
 */

/** One report or message, with the hints of the registered address. */
export interface Entry {
	item: Readonly<Record<string, unknown>>;
	hint: Hint;
	receivedAt: Date;
}

/**
 * Hints in the query of the trigger's own address. WhatsApp's delivery reports contain neither their channel nor the
 * business number (docs/facts/infobip.md#delivery-reports).
 */
export interface Hint {
	channel?: Channel;
	/** The business number or sender, where the address serves only one. */
	sender?: string;
}

export const CHANNEL_PARAMETER = 'channel';
export const SENDER_PARAMETER = 'sender';

/** Returns every entry that is an object. */
export function entriesOf(request: InboundRequest): Entry[] {
	const hint = hintOf(request);
	return itemsOf(boundEntries(request.body).value).flatMap((raw) => {
		const item = looseRecord.parse(dropDeepNesting(raw));
		return item === undefined ? [] : [{ item, hint, receivedAt: request.receivedAt }];
	});
}

function itemsOf(body: unknown): unknown[] {
	if (Array.isArray(body)) return body;
	if (typeof body !== 'object' || body === null) return [];
	return 'results' in body ? list.parse(body.results) : [body];
}

function hintOf({ query }: InboundRequest): Hint {
	const channel = CHANNELS.find((name) => name === query[CHANNEL_PARAMETER]);
	const sender = query[SENDER_PARAMETER];
	return { ...(channel ? { channel } : {}), ...(sender ? { sender } : {}) };
}

const CHANNELS = ['whatsapp', 'viber', 'sms'] as const satisfies readonly Channel[];

const CHANNEL_OF_LABEL: ReadonlyMap<string, Channel> = new Map([
	['WHATSAPP', 'whatsapp'],
	['VIBER', 'viber'],
	['VIBER_BM', 'viber'],
	['VIBER_BOT', 'viber'],
	['SMS', 'sms'],
	['MMS', 'sms'],
]);

/**
 * Returns the channel of an entry: its own statement, else the hint of the address, else the one that its form
 * suggests. `undefined` when it names a channel that this package does not carry.
 */
export function channelOf({ item, hint }: Entry, suggested: Channel): Channel | undefined {
	for (const label of [item.channel, item.integrationType]) {
		if (typeof label === 'string' && label !== '') {
			return CHANNEL_OF_LABEL.get(label.toUpperCase());
		}
	}
	return hint.channel ?? suggested;
}

/**
 * Returns SMS for an entry that counts parts of SMS or MMS, or has a list of parts as its message, because only theirs
 * do.
 */
export function smsUnless({ item }: Entry, otherwise: Channel): Channel {
	const isCounted = 'smsCount' in item || 'mmsCount' in item;
	return isCounted || Array.isArray(item.message) ? 'sms' : otherwise;
}
