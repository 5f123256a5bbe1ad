import type { HttpRequest } from '../../messaging/http';
import type {
	OutboundMessage,
	RawMessage,
	TemplateMessage,
} from '../../messaging/outbound-message';
import type { Recipient, Sender } from '../../messaging/provider';
import { apiUrl } from './api';
import { contents } from './build-content';
import { chatReference } from './chat-reference';
import { variablesOf } from './template-variables';

/**
 * Builds the request that sends an outbound message (docs/facts/botmaker.md#messages and
 * docs/facts/botmaker.md#sending-a-template). Content uses `send-messages`. Templates and intents, the flows of
 * Botmaker's own bot, use `trigger-intent`. The message is within the limits.
 */
export function build(message: OutboundMessage, to: Recipient, from: Sender): HttpRequest {
	const chat = chatReference(to, from);
	switch (message.type) {
		case 'template':
			return post(from, TRIGGER, { chat, ...triggered(message) });
		case 'raw':
			return raw(message, to, from);
		default: {
			const payload = payloadOf(message);
			const messages = contents(message).map((content) => ({ ...content, ...payload }));
			return post(from, SEND, { chat, messages });
		}
	}
}

const SEND = 'chats-actions/send-messages';
const TRIGGER = 'chats-actions/trigger-intent';

function post(from: Sender, path: string, json: object): HttpRequest {
	return { method: 'POST', url: apiUrl(from.account, path), json };
}

function payloadOf(message: OutboundMessage): { webhookPayload?: string } {
	return message.reference ? { webhookPayload: message.reference } : {};
}

function triggered(message: TemplateMessage): object {
	const variables = variablesOf(message);
	return {
		intentIdOrName: message.name,
		...(Object.keys(variables).length > 0 ? { variables } : {}),
		...payloadOf(message),
	};
}

/**
 * Builds the request of a raw message. A body with `intentIdOrName` triggers an intent, with `variables` and `tags` if
 * wanted. One with `messages` is a list of messages, any other body is one message. The recipient is replaced, because
 * the guards checked this customer and no other.
 */
function raw(message: RawMessage, to: Recipient, from: Sender): HttpRequest {
	const chat = chatReference(to, from);
	const { chat: _chat, ...body } = message.body;
	const payload = payloadOf(message);
	if ('intentIdOrName' in body) return post(from, TRIGGER, { ...payload, ...body, chat });
	if (Array.isArray(body.messages)) return post(from, SEND, { ...body, chat });
	return post(from, SEND, { chat, messages: [{ ...payload, ...body }] });
}
