import type {
	ContactsMessage,
	LocationMessage,
	OutboundMessage,
	RawMessage,
} from '../../../messaging/outbound-message';
import { interactive } from './interactive';
import { captioned, locationObject, mediaObject, optional } from './parts';
import { template } from './template';

/**
 * A message in WhatsApp's own format, without its recipient (docs/facts/whatsapp-cloud.md#message-types). Meta accepts
 * it directly, and other providers pass it on to Meta. The message is within the limits and its files are uploaded.
 */
export type WhatsAppMessage = Exclude<OutboundMessage, RawMessage>;

export function messageBody(message: WhatsAppMessage): Record<string, unknown> {
	return {
		recipient_type: 'individual',
		// Meta refuses a quoted message on a reaction, which names its message itself.
		...(message.type === 'reaction' ? {} : quotation(message)),
		...content(message),
	};
}

/** Returns the message that this one answers. */
export function quotation(message: OutboundMessage): object {
	return message.replyTo ? { context: { message_id: message.replyTo } } : {};
}

type Content = { type: string; [part: string]: unknown };

function content(message: WhatsAppMessage): Content {
	switch (message.type) {
		case 'text':
			return {
				type: 'text',
				text: { body: message.text, ...optional('preview_url', message.previewLink) },
			};
		case 'image':
			return { type: 'image', image: captioned(message) };
		case 'video':
			return { type: 'video', video: captioned(message) };
		case 'audio':
			return {
				type: 'audio',
				audio: { ...mediaObject(message.media), ...(message.voice ? { voice: true } : {}) },
			};
		case 'document':
			return {
				type: 'document',
				document: { ...captioned(message), ...optional('filename', message.media.fileName) },
			};
		case 'sticker':
			return { type: 'sticker', sticker: mediaObject(message.media) };
		case 'location':
			return location(message);
		case 'contacts':
			return contacts(message);
		case 'reaction':
			return {
				type: 'reaction',
				reaction: { message_id: message.messageId, emoji: message.emoji },
			};
		case 'template':
			return { type: 'template', template: template(message) };
		case 'buttons':
		case 'list':
		case 'linkButton':
		case 'form':
		case 'locationRequest':
			return { type: 'interactive', interactive: interactive(message) };
	}
}

function location(message: LocationMessage): Content {
	return { type: 'location', location: locationObject(message) };
}

/**
 * Builds the contact cards. A first name is sent with every card, because Meta demands one part of the name beside the
 * whole.
 */
function contacts(message: ContactsMessage): Content {
	return {
		type: 'contacts',
		contacts: message.contacts.map((contact) => {
			const name = contact.name.trim();
			const [firstName = name, ...others] = name.split(/\s+/);
			return {
				name: {
					formatted_name: name,
					first_name: firstName,
					...optional('last_name', others.join(' ')),
				},
				...(contact.phones?.length ? { phones: contact.phones.map(phone) } : {}),
				...(contact.emails?.length ? { emails: contact.emails.map((email) => ({ email })) } : {}),
				...(contact.organization ? { org: { company: contact.organization } } : {}),
			};
		}),
	};
}

/** Builds a phone number. Without `wa_id` the card offers an invitation to WhatsApp instead of a chat. */
function phone(number: string): object {
	return {
		phone: number,
		type: 'CELL',
		...(/^\+\d{6,15}$/.test(number) ? { wa_id: number.slice(1) } : {}),
	};
}
