import type {
	ContactsMessage,
	FormMessage,
	ListMessage,
	MessageHeader,
	OutboundMessage,
	RawMessage,
	ReactionMessage,
} from '../../messaging/outbound-message';
import type { Recipient, Sender } from '../../messaging/provider';
import {
	fileNameOf,
	mediaUrl,
	optional,
	plainAddress,
	reportAddress,
	smsSender,
} from './build-parts';
import { templateContent } from './build-template';

/**
 * Endpoint and body of a WhatsApp message. There is an endpoint for each type, which takes one message: `from`, `to`,
 * `content`. Only templates are sent as a list, and only they have an SMS failover
 * (docs/facts/infobip.md#whatsapp-messages and docs/facts/infobip.md#sending-a-template).
 */
export interface EndpointBody {
	/** The path behind `/whatsapp/1/message/`. */
	endpoint: string;
	json: object;
}

/** Messages that WhatsApp's own endpoints carry; the others were refused or use another API. */
export type WhatsAppMessage = Exclude<OutboundMessage, RawMessage | ReactionMessage>;

export function whatsAppRequest(
	message: WhatsAppMessage,
	to: Recipient,
	from: Sender,
	sendId: string | undefined,
): EndpointBody {
	const { endpoint, content } = contentOf(message);
	const single = {
		from: plainAddress(from.id),
		to: plainAddress(recipientOf(message, to)),
		...optional('messageId', sendId),
		content,
		...optional('callbackData', message.reference),
		...optional('notifyUrl', reportAddress(from.account)),
		...(message.replyTo ? { context: { replyToMessageId: message.replyTo } } : {}),
	};
	if (message.type !== 'template') return { endpoint, json: single };
	return { endpoint, json: { messages: [{ ...single, ...smsFailover(message, from) }] } };
}

/**
 * Returns the recipient. A known phone number is preferred for login codes, which cannot go to a business-scoped user
 * id.
 */
function recipientOf(message: WhatsAppMessage, to: Recipient): string {
	const isLoginCode = message.type === 'template' && message.category === 'authentication';
	return isLoginCode && to.phone ? to.phone : to.id;
}

/** Builds the SMS failover. Infobip demands a sender for the SMS; the business number is the default. */
function smsFailover(message: WhatsAppMessage, from: Sender): object {
	if (message.failover === undefined) return {};
	const sender = smsSender(message, from.account) ?? plainAddress(from.id);
	return { smsFailover: { from: sender, text: message.failover.text } };
}

function contentOf(message: WhatsAppMessage): { endpoint: string; content: object } {
	switch (message.type) {
		case 'text': {
			const content = { text: message.text, ...optional('previewUrl', message.previewLink) };
			return { endpoint: 'text', content };
		}
		case 'image':
		case 'video':
			return {
				endpoint: message.type,
				content: { mediaUrl: mediaUrl(message.media), ...optional('caption', message.caption) },
			};
		case 'audio': {
			const voice = message.voice ? { voice: true } : {};
			return { endpoint: 'audio', content: { mediaUrl: mediaUrl(message.media), ...voice } };
		}
		case 'document':
			return {
				endpoint: 'document',
				content: {
					mediaUrl: mediaUrl(message.media),
					...optional('caption', message.caption),
					...optional('filename', fileNameOf(message.media)),
				},
			};
		case 'sticker':
			return { endpoint: 'sticker', content: { mediaUrl: mediaUrl(message.media) } };
		case 'location': {
			const { latitude, longitude, name, address } = message;
			const content = {
				latitude,
				longitude,
				...optional('name', name),
				...optional('address', address),
			};
			return { endpoint: 'location', content };
		}
		case 'contacts':
			return { endpoint: 'contact', content: { contacts: message.contacts.map(card) } };
		case 'buttons': {
			const buttons = message.buttons.map(({ id, title }) => ({ type: 'REPLY', id, title }));
			return { endpoint: 'interactive/buttons', content: framed(message, { buttons }) };
		}
		case 'list':
			return { endpoint: 'interactive/list', content: framed(message, listAction(message)) };
		case 'linkButton': {
			const action = { displayText: message.title, url: message.url };
			return { endpoint: 'interactive/url-button', content: framed(message, action) };
		}
		case 'form':
			return { endpoint: 'interactive/flow', content: framed(message, flowAction(message)) };
		case 'locationRequest':
			return {
				endpoint: 'interactive/location-request',
				content: { body: { text: message.text } },
			};
		case 'template':
			return { endpoint: 'template', content: templateContent(message) };
	}
}

function framed(
	message: { text: string; header?: MessageHeader; footer?: string },
	action: object,
): object {
	return {
		body: { text: message.text },
		action,
		...(message.header ? { header: header(message.header) } : {}),
		...(message.footer ? { footer: { text: message.footer } } : {}),
	};
}

function header(content: MessageHeader): object {
	if (content.type === 'text') return { type: 'TEXT', text: content.text };
	const name = content.type === 'document' ? fileNameOf(content.media) : undefined;
	return {
		type: content.type.toUpperCase(),
		mediaUrl: mediaUrl(content.media),
		...optional('filename', name),
	};
}

function listAction({ buttonText, sections }: ListMessage): object {
	return {
		title: buttonText,
		sections: sections.map(({ title, rows }) => ({
			...optional('title', title),
			rows: rows.map(({ id, title: rowTitle, description }) => ({
				id,
				title: rowTitle,
				...optional('description', description),
			})),
		})),
	};
}

/** Token of a form that has none, because Infobip demands one. */
const NO_TOKEN = 'unused';

/** Builds the action of a form. Without a screen the form asks its own server for the first one. */
function flowAction({ formId, token, buttonText, draft, screen, data }: FormMessage): object {
	const hasData = data !== undefined && Object.keys(data).length > 0;
	return {
		mode: draft ? 'DRAFT' : 'PUBLISHED',
		flowMessageVersion: FLOW_MESSAGE_VERSION,
		flowToken: token || NO_TOKEN,
		flowId: formId,
		callToActionButton: buttonText,
		...(screen
			? { flowAction: 'NAVIGATE', flowActionPayload: { screen, ...(hasData ? { data } : {}) } }
			: { flowAction: 'DATA_EXCHANGE' }),
	};
}

/** The only version that Meta documents. */
const FLOW_MESSAGE_VERSION = 3;

/** Builds a contact card. A first name is sent with every card, because Infobip demands it beside the whole name. */
function card(contact: ContactsMessage['contacts'][number]): object {
	const name = contact.name.trim();
	const [firstName = name, ...others] = name.split(/\s+/);
	return {
		name: { firstName, ...optional('lastName', others.join(' ')), formattedName: name },
		...(contact.phones?.length ? { phones: contact.phones.map(phone) } : {}),
		...(contact.emails?.length ? { emails: contact.emails.map((email) => ({ email })) } : {}),
		...(contact.organization ? { org: { company: contact.organization } } : {}),
	};
}

/** Builds a phone number. Without `waId` the card offers an invitation to WhatsApp instead of a chat. */
function phone(number: string): object {
	const isReal = /^\+\d{6,15}$/.test(number);
	return { phone: number, type: 'CELL', ...(isReal ? { waId: number.slice(1) } : {}) };
}
