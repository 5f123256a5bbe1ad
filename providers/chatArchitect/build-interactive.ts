import type { ButtonsMessage, ListMessage, MessageHeader } from '../../messaging/outbound-message';
import { optional } from './build-parts';

/**
 * Interactive messages in Gupshup's form, because ChatArchitect documents only their types and the field `options`
 * (docs/facts/chat-architect.md#shapes-from-gupshup). `postbackText` is our id of the choice and returns with the tap.
 */

/** Returns with a tap as the id of the whole message. Gupshup demands one, but it is not used here. */
const MESSAGE_NAME = 'choices';

export function buttonsPayload({
	text,
	header,
	footer,
	buttons,
	reference,
}: ButtonsMessage): object {
	return {
		type: 'quick_reply',
		msgid: reference || MESSAGE_NAME,
		content: { ...headerFields(header), text, ...optional('caption', footer) },
		options: buttons.map(option),
	};
}

export function listPayload(message: ListMessage): object {
	const { text, header, footer, buttonText, sections, reference } = message;
	return {
		type: 'list',
		title: header?.type === 'text' ? header.text : '',
		body: text,
		...optional('footer', footer),
		msgid: reference || MESSAGE_NAME,
		globalButtons: [{ type: 'text', title: buttonText }],
		items: sections.map(({ title = '', rows }) => ({
			title: title || buttonText,
			subtitle: title || buttonText,
			options: rows.map(option),
		})),
	};
}

function option(choice: { id: string; title: string; description?: string }): object {
	return {
		type: 'text',
		title: choice.title,
		...optional('description', choice.description),
		postbackText: choice.id,
	};
}

/** Builds the header: text as `header`, a file by its type and address. */
function headerFields(header: MessageHeader | undefined): object {
	if (header === undefined) return { type: 'text' };
	if (header.type === 'text') return { type: 'text', header: header.text };
	const { media } = header;
	const type = header.type === 'document' ? 'file' : header.type;
	const name = header.type === 'document' ? optional('filename', media.fileName) : {};
	switch (media.from) {
		case 'file':
			throw new Error('A file must be uploaded before its message is built.');
		case 'id':
			return { type, id: media.id, ...name };
		case 'url':
			return { type, url: media.url, ...name };
	}
}
