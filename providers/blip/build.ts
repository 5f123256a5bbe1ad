import type { HttpRequest } from '../../messaging/http';
import type { OutboundMessage, RawMessage } from '../../messaging/outbound-message';
import type { Recipient, Sender } from '../../messaging/provider';
import { messageBody, type WhatsAppMessage } from '../whatsapp-format/outbound/message-body';
import { buildCampaign, type DirectedTemplate } from './build-campaign';
import {
	buttons,
	contact,
	linkButton,
	location,
	locationRequest,
	type Document,
} from './build-lime';
import { addressOf, mediaLink } from './build-media';
import { postMessage } from './envelopes';
import { LIME } from './lime';
import { addressOn } from './node';

/**
 * Builds the one request that sends an outbound message: a LIME message (docs/facts/blip.md#content-types), or a
 * campaign when a template names the block for its answer. The request does not name the sender, because Blip
 * identifies the bot by its key.
 *
 * @param sendId becomes the id of the message, which Blip repeats in its notifications
 */
export function build(
	message: OutboundMessage,
	to: Recipient,
	from: Sender,
	sendId?: string,
): HttpRequest {
	if (isDirected(message)) return buildCampaign(message, to, from, sendId);
	const address = addressOn(from.channel, to.id);
	if (message.type === 'raw') return rawMessage(message, address, from, sendId);
	const isWhatsApp = from.channel === 'whatsapp';
	const { type, content } = quoting(message, documentOf(message, isWhatsApp));
	const metadata = metadataOf(message, isWhatsApp);
	return postMessage(from.account, {
		id: sendId,
		to: address,
		type,
		content,
		...(Object.keys(metadata).length > 0 ? { metadata } : {}),
	});
}

function isDirected(message: OutboundMessage): message is DirectedTemplate {
	return message.type === 'template' && message.continueIn !== undefined;
}

function documentOf(message: Exclude<OutboundMessage, RawMessage>, isWhatsApp: boolean): Document {
	switch (message.type) {
		case 'text':
			return { type: LIME.text, content: message.text };
		case 'image':
		case 'video':
		case 'document':
			// Only Meta can resolve its media ids.
			return isWhatsApp && message.media.from === 'id' && !isAddress(addressOf(message.media))
				? native(message)
				: {
						type: LIME.mediaLink,
						content: mediaLink(message.type, message.media, message.caption),
					};
		case 'audio':
			return isWhatsApp && (message.voice || !isAddress(addressOf(message.media)))
				? native(message)
				: { type: LIME.mediaLink, content: mediaLink('audio', message.media) };
		case 'location':
			return location(message);
		case 'contacts':
			return isWhatsApp ? native(message) : contact(message);
		case 'buttons':
			return isWhatsApp ? native(message) : buttons(message);
		case 'linkButton':
			return isWhatsApp ? native(message) : linkButton(message);
		case 'locationRequest':
			return isWhatsApp ? native(message) : locationRequest(message);
		case 'sticker':
		case 'reaction':
		case 'list':
		case 'form':
		case 'template':
			return native(message);
	}
}

/**
 * Returns the content in WhatsApp's own format (docs/facts/blip.md#native-whatsapp-content). LIME has no lists, forms
 * or templates, and its menus look poorer on WhatsApp. Everything that can be tapped is therefore sent in this format.
 */
function native(message: WhatsAppMessage): Document {
	return { type: LIME.json, content: messageBody(message) };
}

function isAddress(text: string): boolean {
	return /^https?:\/\//i.test(text);
}

/**
 * Wraps content into a LIME reply, unless it is in Meta's format, which has a field for the quoted message. A reply
 * must name the type of the quoted message. That type is not stored, so only the customer's own messages can be quoted.
 */
function quoting(message: OutboundMessage, document: Document): Document {
	if (!message.replyTo || document.type === LIME.json) return document;
	return {
		type: LIME.reply,
		content: {
			replied: { type: document.type, value: document.content },
			inReplyTo: { id: message.replyTo, type: LIME.text, value: '', direction: 'received' },
		},
	};
}

function metadataOf(message: OutboundMessage, isWhatsApp: boolean): Record<string, string> {
	const fileName = message.type === 'document' ? message.media.fileName : undefined;
	return {
		...(message.reference ? { reference: message.reference } : {}),
		...(isWhatsApp && fileName ? { '#wa.filename': fileName } : {}),
	};
}

/**
 * Builds the request of a raw message: a whole envelope if it has `content`, otherwise the native body of the channel.
 * Sender and recipient in it are replaced, because the guards checked this customer and no other.
 */
function rawMessage(
	message: RawMessage,
	address: string,
	from: Sender,
	sendId: string | undefined,
): HttpRequest {
	const { id: _id, to: _to, from: _from, pp: _pp, ...envelope } = message.body;
	const metadata = { ...stringValues(envelope.metadata), ...metadataOf(message, false) };
	const quoted = message.replyTo ? { context: { message_id: message.replyTo } } : {};
	const isEnvelope = 'content' in envelope;
	return postMessage(from.account, {
		id: sendId,
		to: address,
		type: isEnvelope && typeof envelope.type === 'string' ? envelope.type : LIME.json,
		content: isEnvelope ? envelope.content : { ...quoted, ...withoutEnvelope(envelope) },
		...(Object.keys(metadata).length > 0 ? { metadata } : {}),
	});
}

/** Returns a body that was written for Meta, without the fields that Blip adds itself. */
function withoutEnvelope(body: Readonly<Record<string, unknown>>): object {
	const {
		messaging_product: _product,
		to: _to,
		recipient: _recipient,
		biz_opaque_callback_data: _reference,
		...content
	} = body;
	return content;
}

/** Keeps the values that are texts. LIME's metadata may have no others, or the whole message is refused. */
function stringValues(metadata: unknown): Record<string, string> {
	if (typeof metadata !== 'object' || metadata === null) return {};
	const entries = Object.entries(metadata) as Array<[string, unknown]>;
	return Object.fromEntries(
		entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
	);
}
