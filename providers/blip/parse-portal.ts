import { z } from 'zod';

import type { MessagingEvent } from '../../messaging/event';
import { toE164 } from '../../messaging/phone';
import { contentId } from '../../messaging/reading/content-id';
import { text } from '../../messaging/reading/loose-json';
import { onlyKnown } from '../../messaging/reading/only-known';
import { eventOf, isoTime } from './event-of';
import { readNode, type Node } from './node';
import type { Item } from './payload';

/**
 * Reads event tracks and changes of contacts as `account` events. Only the copy of the portal contains them
 * (docs/facts/blip.md#portal-webhook).
 */

const track = z.object({
	ownerIdentity: text,
	storageDate: text,
	contact: z.object({ identity: text }).optional().catch(undefined),
	identity: text,
});

export function trackEvents(item: Item & { kind: 'eventTrack' }): MessagingEvent[] {
	const read = track.parse(item.body);
	const customer = readNode(read.contact?.identity ?? read.identity);
	return [portalEvent(item, 'eventTrack', customer, read)];
}

const card = z.object({
	identity: text,
	ownerIdentity: text,
	name: text,
	culture: text,
	phoneNumber: text,
	lastUpdateDate: text,
	lastMessageDate: text,
});

export function contactEvents(item: Item & { kind: 'contact' }): MessagingEvent[] {
	const read = card.parse(item.body);
	const customer = readNode(read.identity);
	if (customer === undefined) return [];
	const event = portalEvent(item, 'contact', customer, {
		ownerIdentity: read.ownerIdentity,
		storageDate: read.lastUpdateDate ?? read.lastMessageDate,
	});
	const phone = event.contact.phone ?? (read.phoneNumber && toE164(read.phoneNumber));
	return [
		{
			...event,
			contact: {
				...event.contact,
				...onlyKnown({
					phone: phone || undefined,
					name: read.name || undefined,
					language: read.culture || undefined,
				}),
			},
		},
	];
}

function portalEvent(
	item: Item & { kind: 'eventTrack' | 'contact' },
	type: string,
	customer: Node | undefined,
	{ ownerIdentity, storageDate }: { ownerIdentity?: string; storageDate?: string },
): MessagingEvent {
	const { type: _type, ...body } = item.body;
	const event = eventOf(
		{ ...item, customer, bot: readNode(ownerIdentity) },
		{ event: 'account', id: contentId(type, item.raw), account: { ...body, type } },
	);
	return { ...event, timestamp: isoTime(storageDate) ?? event.timestamp };
}
