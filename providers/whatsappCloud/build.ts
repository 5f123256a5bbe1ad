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
 * Builds the request that sends an outbound message: `POST /{number}/messages`
 * (docs/facts/whatsapp-cloud.md#recipients and docs/facts/whatsapp-cloud.md#message-types). The message is within the
 * limits, and its files are uploaded.
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
		...callbackData(message),
		...messageBody(message),
	};
}

/** Builds a raw body with its recipient replaced, because the guards checked this customer and no other. */
function rawBody(message: RawMessage, customer: Recipient): unknown {
	const { to: _to, recipient: _recipient, ...rest } = message.body;
	return {
		messaging_product: 'whatsapp',
		recipient_type: 'individual',
		...quotation(message),
		...callbackData(message),
		...rest,
		...recipientFields(customer, false),
	};
}

function callbackData(message: OutboundMessage): object {
	return message.reference ? { biz_opaque_callback_data: message.reference } : {};
}
