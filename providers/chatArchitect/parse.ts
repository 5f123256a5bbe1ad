import type { MessagingEvent } from '../../messaging/event';
import type { InboundRequest } from '../../messaging/inbound-request';
import { accountEvents } from './parse-account';
import { consentEvents, preferenceEvents } from './parse-consent';
import { messageEvents } from './parse-message';
import { statusEvents } from './parse-status';
import { metaEvents } from './parse-v3';
import { bodiesOf, envelopeOf, type Envelope } from './payload';

/**
 * Turns a delivery of ChatArchitect into events: Gupshup's version 2, or its version 3, which is Meta's own form. Ids
 * are WhatsApp's or Gupshup's where there is one, otherwise derived from the content, so a repeated delivery gives the
 * same ids.
 */
export function parse(request: InboundRequest): MessagingEvent[] {
	return bodiesOf(request).flatMap((body) => {
		const metas = metaEvents(body, request);
		if (metas !== undefined) return metas;
		const envelope = envelopeOf(body, request);
		return envelope === undefined ? [] : eventsOf(envelope);
	});
}

function eventsOf(envelope: Envelope): MessagingEvent[] {
	switch (envelope.type) {
		case 'message':
		case 'order':
			return messageEvents(envelope);
		case 'message-event':
			return statusEvents(envelope);
		case 'user-event':
			return consentEvents(envelope);
		case 'preference-event':
			return preferenceEvents(envelope);
		case 'platform-event':
			// Gupshup tests whether the address answers. That is no event.
			return [];
		default:
			return accountEvents(envelope);
	}
}
