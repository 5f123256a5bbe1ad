import { asText } from '../../messaging/degradation-text';
import type {
	MessageHeader,
	OutboundMessage,
	RawMessage,
	TemplateButton,
	TemplateHeader,
	TemplateMessage,
} from '../../messaging/outbound-message';
import type { Recipient, Sender } from '../../messaging/provider';
import {
	fileNameOf,
	mediaUrl,
	optional,
	phoneDigits,
	plainAddress,
	smsSender,
	validity,
	webhooks,
} from './build-parts';
import { documentName, loginCodeButton } from './build-template';

/**
 * One message of the Messages API, which serves every channel in one form (docs/facts/infobip.md#messages-api). It
 * carries messages that the other APIs do not: an SMS, an end of validity or an SMS failover for a free WhatsApp
 * message, an answer to a Viber bot's user, and raw messages.
 */
export type OmniChannel = 'WHATSAPP' | 'VIBER_BM' | 'VIBER_BOT' | 'SMS';

interface OmniContent {
	content?: object;
	template?: object;
}

/** Builds the message; `undefined` when the Messages API has no form for it on this channel. */
export function omniMessage(
	message: Exclude<OutboundMessage, RawMessage>,
	channel: OmniChannel,
	to: Recipient,
	from: Sender,
	sendId: string | undefined,
): object | undefined {
	const said = message.type === 'template' ? template(message) : content(message);
	if (said === undefined) return undefined;
	const options = validity(message);
	const sms = smsFailover(message, to, from);
	return {
		channel,
		sender: plainAddress(from.id),
		destinations: [destination(channel, to, sms !== undefined, sendId)],
		...said,
		...(Object.keys(options).length > 0 ? { options } : {}),
		...webhooks(message, from.account),
		...(sms ? { failover: [sms] } : {}),
	};
}

/**
 * Builds the request of a raw message. Sender and recipient in it are replaced, because the guards checked this
 * customer and no other.
 */
export function rawOmniMessage(
	message: RawMessage,
	channel: OmniChannel,
	to: Recipient,
	from: Sender,
	sendId: string | undefined,
): object {
	const {
		to: _to,
		from: _from,
		path: _path,
		messages: _messages,
		webhooks: ownWebhooks,
		...rest
	} = message.body;
	const given = webhooks(message, from.account) as { webhooks?: object };
	const asked = typeof ownWebhooks === 'object' && ownWebhooks !== null ? ownWebhooks : {};
	const merged = { ...given.webhooks, ...asked };
	return {
		...rest,
		channel,
		sender: plainAddress(from.id),
		destinations: [destination(channel, to, 'failover' in message.body, sendId)],
		...(Object.keys(merged).length > 0 ? { webhooks: merged } : {}),
	};
}

/** Builds the destination. With a failover each channel needs an address of its own. */
function destination(
	channel: OmniChannel,
	person: Recipient,
	hasFailover: boolean,
	sendId: string | undefined,
): object {
	const id = optional('messageId', sendId);
	const phone = phoneDigits(person);
	const to = channel === 'SMS' ? (phone ?? plainAddress(person.id)) : plainAddress(person.id);
	if (!hasFailover || phone === undefined || channel === 'SMS') return { to, ...id };
	return {
		...id,
		byChannel: [
			{ channel, to },
			{ channel: 'SMS', to: phone },
		],
	};
}

/** Builds the SMS failover. A customer known only by an id gets no SMS. */
function smsFailover(message: OutboundMessage, to: Recipient, from: Sender): object | undefined {
	if (message.failover === undefined || phoneDigits(to) === undefined) return undefined;
	return {
		channel: 'SMS',
		...optional('sender', smsSender(message, from.account)),
		content: { body: { type: 'TEXT', text: message.failover.text } },
	};
}

function content(
	message: Exclude<OutboundMessage, RawMessage | TemplateMessage>,
): OmniContent | undefined {
	switch (message.type) {
		case 'text':
			return { content: { body: { type: 'TEXT', text: message.text } } };
		case 'image':
		case 'video': {
			const type = message.type.toUpperCase();
			const words = optional('text', message.caption);
			return { content: { body: { type, url: mediaUrl(message.media), ...words } } };
		}
		case 'document':
			return {
				content: {
					body: {
						type: 'DOCUMENT',
						url: mediaUrl(message.media),
						...optional('text', message.caption),
						...optional('filename', fileNameOf(message.media)),
					},
				},
			};
		case 'location': {
			const { latitude, longitude, name, address } = message;
			const words = { ...optional('name', name), ...optional('address', address) };
			return { content: { body: { type: 'LOCATION', latitude, longitude, ...words } } };
		}
		case 'buttons':
			return framed(
				message,
				message.buttons.map(({ id, title }) => ({ type: 'REPLY', text: title, postbackData: id })),
			);
		case 'linkButton':
			return framed(message, [{ type: 'OPEN_URL', text: message.title, url: message.url }]);
		case 'locationRequest':
			return framed(message, [{ type: 'REQUEST_LOCATION' }]);
		case 'contacts': {
			const words = asText(message);
			return 'refused' in words
				? undefined
				: { content: { body: { type: 'TEXT', text: words.message.text } } };
		}
		case 'audio':
		case 'sticker':
		case 'reaction':
		case 'list':
		case 'form':
			return undefined;
	}
}

/** Adds header and footer. Returns `undefined` for a file as header, because the Messages API has no field for it. */
function framed(
	message: { text: string; header?: MessageHeader; footer?: string },
	buttons: object[],
): OmniContent | undefined {
	const { header, text, footer } = message;
	if (header !== undefined && header.type !== 'text') return undefined;
	return {
		content: {
			...(header ? { header: { type: 'TEXT', text: header.text } } : {}),
			body: { type: 'TEXT', text },
			buttons,
			...(footer ? { footer: { text: footer } } : {}),
		},
	};
}

function template(message: TemplateMessage): OmniContent | undefined {
	if (message.cards?.length) return undefined;
	const buttons = [...(message.buttons ?? []), ...loginCodeButton(message)];
	const body = message.body ?? [];
	const content = {
		...(message.header ? { header: templateHeader(message.header) } : {}),
		...(body.length > 0
			? {
					body: {
						type: 'TEXT',
						...Object.fromEntries(body.map(({ value }, index) => [String(index + 1), value])),
					},
				}
			: {}),
		...(buttons.length > 0
			? { buttons: [...buttons].sort((a, b) => a.index - b.index).map(templateButton) }
			: {}),
	};
	return {
		template: { templateName: message.name, language: message.language },
		...(Object.keys(content).length > 0 ? { content } : {}),
	};
}

function templateHeader(header: TemplateHeader): object {
	switch (header.type) {
		case 'text':
			return { type: 'TEXT', '1': header.variable.value };
		case 'image':
		case 'video':
			return { type: header.type.toUpperCase(), url: mediaUrl(header.media) };
		case 'document':
			return {
				type: 'DOCUMENT',
				url: mediaUrl(header.media),
				filename: documentName(header.media),
			};
		case 'location':
			return { type: 'LOCATION', latitude: header.latitude, longitude: header.longitude };
	}
}

function templateButton(button: TemplateButton): object {
	switch (button.kind) {
		case 'quickReply':
			return { type: 'QUICK_REPLY', postbackData: button.payload };
		case 'url':
			return { type: 'OPEN_URL', suffix: button.suffix };
		case 'copyCode':
			return { type: 'COPY_CODE', code: button.code };
		case 'form':
			return {
				type: 'FLOW',
				...optional('token', button.token),
				...optional('data', button.data),
			};
	}
}
