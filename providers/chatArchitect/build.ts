import type { HttpRequest } from '../../messaging/http';
import type {
	OutboundMessage,
	OutboundType,
	RawMessage,
	TemplateMessage,
} from '../../messaging/outbound-message';
import type { Recipient, Sender } from '../../messaging/provider';
import { apiRequest } from './api';
import { buttonsPayload, listPayload } from './build-interactive';
import { contactPayload, filePayload, locationPayload } from './build-parts';
import { templateFields } from './build-template';

/**
 * Builds the request that sends an outbound message: `POST /whatsappmessage` (docs/facts/chat-architect.md#messages).
 * The app's credentials identify the sender, so the request does not contain the business number. Parts for which a
 * channel has no field (a quotation, a reference) are left out. The store keeps the reference.
 */
export function build(message: OutboundMessage, to: Recipient, from: Sender): HttpRequest {
	const destination = destinationOf(to);
	return apiRequest(from.account, 'whatsappmessage', {
		...fieldsOf(message, from),
		destination,
	});
}

function fieldsOf(message: OutboundMessage, from: Sender): object {
	switch (message.type) {
		case 'raw':
			return rawFields(message);
		case 'template':
			return templateFields(message satisfies TemplateMessage, from.account.templateForm);
		default:
			return { payload: payloadOf(message) };
	}
}

type Content = Exclude<OutboundMessage, { type: 'raw' | 'template' }>;

function payloadOf(message: Content): object {
	switch (message.type) {
		case 'text':
			// Gupshup's own name is `text`; ChatArchitect's is `message`.
			return { type: 'text', message: message.text };
		case 'image':
		case 'video':
		case 'document':
			return filePayload(message.type, message.media, message.caption);
		case 'audio':
			return filePayload('audio', message.media, undefined);
		case 'location':
			return locationPayload(message);
		case 'contacts':
			return contactPayload(message);
		case 'buttons':
			return buttonsPayload(message);
		case 'list':
			return listPayload(message);
		case 'sticker':
		case 'reaction':
		case 'linkButton':
		case 'form':
		case 'locationRequest':
			throw new Error(`Not within the capabilities: ${message.type satisfies OutboundType}`);
	}
}

/** Replaces the recipient in a raw body: the guards checked this customer and no other. */
function rawFields(message: RawMessage): object {
	const { destination: _destination, ...rest } = message.body;
	return rest;
}

/** Returns the digits with the country code and without a plus, as in every sample. Other ids stay unchanged. */
function destinationOf({ id }: Recipient): string {
	return /^[\d\s().+-]+$/.test(id) ? id.replace(/\D/g, '') : id;
}
