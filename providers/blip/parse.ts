import type { MessagingEvent } from '../../messaging/event';
import type { InboundRequest } from '../../messaging/inbound-request';
import { messageEvents } from './parse-message';
import { contactEvents, trackEvents } from './parse-portal';
import { statusEvents } from './parse-status';
import { itemsOf, type Item } from './payload';

/**
 * Turns the webhooks of both of Blip's products into events (docs/facts/blip.md#two-webhooks). Ids are Blip's where it
 * gives one, otherwise derived from the content, so a repeated delivery gives the same ids. `raw` is always Blip's own
 * form of the one event.
 */
export function parse(request: InboundRequest): MessagingEvent[] {
	return itemsOf(request).flatMap(eventsOf);
}

function eventsOf(item: Item): MessagingEvent[] {
	switch (item.kind) {
		case 'message':
			return messageEvents(item);
		case 'notification':
			return statusEvents(item);
		case 'eventTrack':
			return trackEvents(item);
		case 'contact':
			return contactEvents(item);
	}
}
