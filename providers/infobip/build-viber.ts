import { asText } from '../../messaging/degradation-text';
import type {
	LinkButtonMessage,
	OutboundMessage,
	TemplateMessage,
} from '../../messaging/outbound-message';
import type { Recipient, Sender } from '../../messaging/provider';
import {
	fileNameOf,
	mediaUrl,
	optional,
	plainAddress,
	smsSender,
	validity,
	webhooks,
} from './build-parts';
import { documentInstead, linkButtonWords } from './viber-fit';

/**
 * Builds one message of `POST /viber/2/messages`: sender, destination, content, options
 * (docs/facts/infobip.md#viber-messages).
 */
export function viberMessage(
	message: OutboundMessage,
	to: Recipient,
	from: Sender,
	sendId: string | undefined,
): object {
	return {
		sender: from.id,
		destinations: [{ to: plainAddress(to.id), ...optional('messageId', sendId) }],
		content: content(message),
		...options(message, from),
		...webhooks(message, from.account),
	};
}

function options(message: OutboundMessage, from: Sender): object {
	const isPromotion = message.type === 'template' && message.category === 'marketing';
	const parts = {
		...validity(message),
		...(message.failover
			? {
					smsFailover: {
						...optional('sender', smsSender(message, from.account)),
						text: message.failover.text,
					},
				}
			: {}),
		...(isPromotion ? { label: 'PROMOTIONAL' } : {}),
	};
	return Object.keys(parts).length > 0 ? { options: parts } : {};
}

/** Builds the content. The capabilities let no other types pass; any that does is sent as text. */
function content(message: OutboundMessage): object {
	switch (message.type) {
		case 'text':
			return { type: 'TEXT', text: message.text };
		case 'image':
			return {
				type: 'IMAGE',
				mediaUrl: mediaUrl(message.media),
				...optional('text', message.caption),
			};
		case 'document':
			if (documentInstead(message)) return inWords(message);
			return {
				type: 'FILE',
				fileName: fileNameOf(message.media) ?? '',
				mediaUrl: mediaUrl(message.media),
			};
		case 'list': {
			const rows = message.sections.flatMap((section) => section.rows);
			return { type: 'LIST', text: message.text, options: rows.map(({ title }) => title) };
		}
		case 'linkButton':
			return linkButton(message);
		case 'template':
			return template(message);
		default:
			return inWords(message);
	}
}

function inWords(message: OutboundMessage): object {
	const words = asText(message);
	if ('refused' in words) throw new Error(`Viber has no ${message.type}.`);
	return { type: 'TEXT', text: words.message.text };
}

function linkButton(message: LinkButtonMessage): object {
	const button = { title: message.title, action: message.url };
	const text = linkButtonWords(message);
	return message.header?.type === 'image'
		? { type: 'IMAGE', text, mediaUrl: mediaUrl(message.header.media), button }
		: { type: 'TEXT', text, button };
}

/** Builds a Viber template, which is sent by id and has named variables. A variable without a name gets its number. */
function template({ id, name, language, body = [] }: TemplateMessage): object {
	return {
		type: 'TEMPLATE',
		templateId: id ?? name,
		...(body.length > 0
			? {
					parameters: Object.fromEntries(
						body.map((variable, index) => [variable.name ?? String(index + 1), variable.value]),
					),
				}
			: {}),
		language,
	};
}
