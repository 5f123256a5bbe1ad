import type { MessagingEvent } from '../../messaging/event';
import type { InboundRequest } from '../../messaging/inbound-request';
import { conversationEvents } from './parse-conversation';
import { messageEvents } from './parse-message';
import { statusEvents } from './parse-status';
import { entriesOf } from './payload';

/**
 * Turns a delivery of Botmaker into events. Ids are Botmaker's where it gives one, otherwise derived from the content,
 * so a repeated delivery gives the same ids. `raw` is the delivery with this one entry, including the variables of the
 * chat. Platforms that this package does not carry (SMS gateways, Teams, Google Chat …) give no events.
 */
export function parse(request: InboundRequest): MessagingEvent[] {
	return entriesOf(request).flatMap((entry) => {
		switch (entry.kind) {
			case 'message':
				return messageEvents(entry);
			case 'status':
				return statusEvents(entry);
			case 'event':
				return conversationEvents(entry);
		}
	});
}
