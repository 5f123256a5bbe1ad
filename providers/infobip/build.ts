import { asText } from '../../messaging/degradation-text';
import type { HttpRequest } from '../../messaging/http';
import type { OutboundMessage, RawMessage } from '../../messaging/outbound-message';
import type { Recipient, Sender } from '../../messaging/provider';
import { apiUrl } from './api';
import { omniMessage, rawOmniMessage, type OmniChannel } from './build-omni';
import { optional, phoneDigits, plainAddress, reportAddress, webhooks } from './build-parts';
import { viberMessage } from './build-viber';
import { whatsAppRequest } from './build-whatsapp';

/**
 * Builds the request that sends an outbound message. WhatsApp and Viber have APIs of their own. SMS, and messages that
 * these two APIs cannot send, go through the Messages API (docs/facts/infobip.md#endpoints). The message is within the
 * capabilities.
 *
 * @param sendId becomes Infobip's `messageId`, so that reports can be matched even when the answer to the send was lost
 */
export function build(
	message: OutboundMessage,
	to: Recipient,
	from: Sender,
	sendId?: string,
): HttpRequest {
	if (message.type === 'raw') return raw(message, to, from, sendId);
	switch (from.channel) {
		case 'viber':
			return viber(message, to, from, sendId);
		case 'sms':
			return omni(inWords(message), 'SMS', to, from, sendId);
		default:
			return whatsApp(message, to, from, sendId);
	}
}

type Sayable = Exclude<OutboundMessage, RawMessage>;

const MESSAGES_API = '/messages-api/1/messages';
const VIBER_MESSAGES = '/viber/2/messages';
const WHATSAPP_MESSAGE = '/whatsapp/1/message/';

/**
 * Builds a WhatsApp message. WhatsApp's own endpoints have no end of validity, and an SMS failover for templates only.
 * The Messages API has both, but not for every type. Other types are sent without them, as docs/providers/infobip.md
 * says.
 */
function whatsApp(
	message: Sayable,
	to: Recipient,
	from: Sender,
	sendId: string | undefined,
): HttpRequest {
	const needsMore =
		message.validitySeconds !== undefined ||
		(message.failover !== undefined && message.type !== 'template');
	const whole = needsMore ? omniMessage(message, 'WHATSAPP', to, from, sendId) : undefined;
	if (whole) return post(from, MESSAGES_API, { messages: [whole] });
	if (message.type === 'reaction') throw new Error('Infobip has no reactions.');
	const { endpoint, json } = whatsAppRequest(message, to, from, sendId);
	return post(from, `${WHATSAPP_MESSAGE}${endpoint}`, json);
}

/** Builds a Viber message. A customer known only by an id belongs to a Viber bot, not to a business sender. */
function viber(
	message: Sayable,
	to: Recipient,
	from: Sender,
	sendId: string | undefined,
): HttpRequest {
	if (phoneDigits({ id: to.id }) === undefined) {
		return omni(message, 'VIBER_BOT', to, from, sendId);
	}
	return post(from, VIBER_MESSAGES, { messages: [viberMessage(message, to, from, sendId)] });
}

function omni(
	message: Sayable,
	channel: OmniChannel,
	to: Recipient,
	from: Sender,
	sendId: string | undefined,
): HttpRequest {
	const whole =
		omniMessage(message, channel, to, from, sendId) ??
		omniMessage(inWords(message), channel, to, from, sendId);
	return post(from, MESSAGES_API, { messages: [whole] });
}

/** Returns the text of a message without a form of its own. The capabilities ensure that there is a text. */
function inWords(message: Sayable): Sayable {
	if (message.type === 'text') return message;
	const words = asText(message);
	if ('refused' in words) throw new Error(`Not within the capabilities: ${message.type}`);
	const { validitySeconds, failover } = message;
	return {
		...words.message,
		...(validitySeconds === undefined ? {} : { validitySeconds }),
		...(failover === undefined ? {} : { failover }),
	};
}

const OMNI_CHANNELS = { whatsapp: 'WHATSAPP', viber: 'VIBER_BM', sms: 'SMS' } as const;
/** The only endpoints to which a raw message may go. */
const OWN_PATH = /^\/(?:whatsapp\/1\/message\/[a-z-]+(?:\/[a-z-]+)?|viber\/2\/messages)$/;

/**
 * Builds the request of a raw message: one message of the Messages API, or with `path` one of that endpoint. Sender and
 * recipient are added, and replace any in the body.
 */
function raw(
	message: RawMessage,
	to: Recipient,
	from: Sender,
	sendId: string | undefined,
): HttpRequest {
	const { path, ...body } = message.body;
	if (typeof path !== 'string' || !OWN_PATH.test(path)) {
		const channel = OMNI_CHANNELS[from.channel as keyof typeof OMNI_CHANNELS] ?? 'WHATSAPP';
		return post(from, MESSAGES_API, {
			messages: [rawOmniMessage(message, channel, to, from, sendId)],
		});
	}
	if (path === VIBER_MESSAGES) {
		const { sender: _sender, destinations: _destinations, ...rest } = body;
		const destinations = [{ to: plainAddress(to.id), ...optional('messageId', sendId) }];
		const whole = { ...webhooks(message, from.account), ...rest, sender: from.id, destinations };
		return post(from, path, { messages: [whole] });
	}
	const { from: _from, to: _to, messages: _messages, ...rest } = body;
	const single = {
		...optional('callbackData', message.reference),
		...optional('notifyUrl', reportAddress(from.account)),
		...(message.replyTo ? { context: { replyToMessageId: message.replyTo } } : {}),
		...optional('messageId', sendId),
		...rest,
		from: plainAddress(from.id),
		to: plainAddress(to.id),
	};
	return post(from, path, path.endsWith('/template') ? { messages: [single] } : single);
}

function post(from: Sender, path: string, json: unknown): HttpRequest {
	return { method: 'POST', url: apiUrl(from.account, path), json };
}
