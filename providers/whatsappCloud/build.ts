import type { HttpRequest } from '../../messaging/http';
import type { OutboundMessage, RawMessage } from '../../messaging/outbound-message';
import type { Recipient, Sender } from '../../messaging/provider';
import {
	messageBody,
	quotation,
	type WhatsAppMessage,
} from '../whatsapp-format/outbound/message-body';
import { graphUrl } from './graph';
import { recipientFields } from './recipient';

/**
 * From an outbound message to the request that sends it: `POST /{number}/messages`
 * (docs/facts/whatsapp-cloud.md#recipients and docs/facts/whatsapp-cloud.md#message-types). The message is within the
 * limits and its files are uploaded.
 */
export function build(message: OutboundMessage, to: Recipient, from: Sender): HttpRequest {
	return {
		method: 'POST',
		url: graphUrl(from.account, `${encodeURIComponent(from.id)}/messages`),
		json: message.type === 'raw' ? rawBody(message, to) : body(message, to),
	};
}

function body(message: WhatsAppMessage, to: Recipient): unknown {
	const isLoginCode = message.type === 'template' && message.category === 'authentication';
	return {
		messaging_product: 'whatsapp',
		...recipientFields(to, isLoginCode),
		...callback(message),
		...messageBody(message),
	};
}

/** Replaces the recipient in a raw body: the guards checked this customer and no other. */
function rawBody(message: RawMessage, person: Recipient): unknown {
	const { to: _to, recipient: _recipient, ...rest } = message.body;
	return {
		messaging_product: 'whatsapp',
		recipient_type: 'individual',
		...quotation(message),
		...callback(message),
		...rest,
		...recipientFields(person, false),
	};
}

function callback(message: OutboundMessage): object {
	return message.reference ? { biz_opaque_callback_data: message.reference } : {};
}
