import { paragraphs } from './degradation-choices';
import type { Blocked } from './error';
import type {
	ContactsMessage,
	LinkButtonMessage,
	LocationMessage,
	OutboundMedia,
	OutboundMessage,
	TextMessage,
} from './outbound-message';

/** Converts messages to plain text, where a channel has no better form. Refuses those that text cannot replace. */
export function asText(message: OutboundMessage): { message: TextMessage } | { refused: Blocked } {
	const words = inWords(message);
	if (typeof words !== 'string') return { refused: words };
	const { replyTo, reference } = message;
	return {
		message: {
			type: 'text',
			text: words,
			...(replyTo === undefined ? {} : { replyTo }),
			...(reference === undefined ? {} : { reference }),
		},
	};
}

function inWords(message: OutboundMessage): string | Blocked {
	switch (message.type) {
		case 'text':
		case 'locationRequest':
			return message.text;
		case 'image':
		case 'video':
		case 'document':
			return withLink(message.media, message.caption);
		case 'audio':
		case 'sticker':
			return withLink(message.media, undefined);
		case 'linkButton':
			return linkButton(message);
		case 'location':
			return location(message);
		case 'contacts':
			return contacts(message);
		case 'template':
			return message.rendered ?? NOT_IN_WORDS;
		case 'reaction':
		case 'buttons':
		case 'list':
		case 'form':
		case 'raw':
			return NOT_IN_WORDS;
	}
}

function withLink(media: OutboundMedia, caption: string | undefined): string | Blocked {
	return media.from === 'url' ? paragraphs([caption, media.url]) : NO_ADDRESS;
}

function linkButton({ header, text, title, url, footer }: LinkButtonMessage): string | Blocked {
	const body = [text, `${title}: ${url}`, footer];
	if (header === undefined) return paragraphs(body);
	if (header.type === 'text') return paragraphs([header.text, ...body]);
	return header.media.from === 'url' ? paragraphs([header.media.url, ...body]) : NO_ADDRESS;
}

function location({ latitude, longitude, name, address }: LocationMessage): string {
	const map = `https://www.google.com/maps?q=${latitude},${longitude}`;
	return [name, address, map].filter(Boolean).join('\n');
}

function contacts(message: ContactsMessage): string {
	return paragraphs(
		message.contacts.map(({ name, organization, phones = [], emails = [] }) =>
			[name, organization, ...phones, ...emails].filter(Boolean).join('\n'),
		),
	);
}

const NOT_IN_WORDS: Blocked = {
	code: 'typeNotSupported',
	reason: 'This channel does not have this type of message, and plain text cannot replace it.',
	remedy: 'Choose another type of message for this channel.',
};

const NO_ADDRESS: Blocked = {
	code: 'fileNeedsAddress',
	reason: 'This channel does not accept files, only links to them.',
	remedy: 'Put the file at a public address and choose URL as its source.',
};
