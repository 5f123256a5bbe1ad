import type { MessagingEvent } from '../../messaging/event';
import type { InboundRequest } from '../../messaging/inbound-request';
import { parseWebhook } from '../whatsapp-format/inbound/parse-webhook';

/** Turns a delivery of Meta into events. */
export function parse(request: InboundRequest): MessagingEvent[] {
	return parseWebhook(request, 'whatsappCloud');
}
