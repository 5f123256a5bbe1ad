import type { EventMessage, SharedContact } from './event';
import type { MessageHeader, OutboundMedia, OutboundMessage } from './outbound-message';

/** Turns messages into one readable text, for people and language models who were not there. */

/** Returns the text of a message that the customer or an agent wrote; `''` when its type says all. */
export function readableMessage(
	message: Pick<
		EventMessage,
		'text' | 'media' | 'location' | 'contacts' | 'reaction' | 'form' | 'order'
	>,
): string {
	if (message.text !== '') return message.text;
	const { media, location, contacts, reaction, form, order } = message;
	if (reaction) return reaction.emoji;
	if (location) return place(location);
	if (contacts) return cards(contacts);
	if (form) return fields(form);
	if (order) return fields(order);
	return media?.fileName ?? '';
}

/** Returns the text of a message of ours, with the titles of its buttons; `''` when its type says all. */
export function readableOutbound(message: OutboundMessage): string {
	switch (message.type) {
		case 'text':
		case 'locationRequest':
			return message.text;
		case 'image':
		case 'video':
		case 'document':
			return message.caption || fileName(message.media);
		case 'audio':
		case 'sticker':
			return fileName(message.media);
		case 'location':
			return place(message);
		case 'contacts':
			return cards(message.contacts);
		case 'reaction':
			return message.emoji;
		case 'buttons':
			return withButtons(
				message,
				message.buttons.map(({ title }) => title),
			);
		case 'list':
			return withButtons(
				message,
				message.sections.flatMap(({ rows }) => rows.map(({ title }) => title)),
			);
		case 'linkButton':
			return withButtons(message, [`${message.title}: ${message.url}`]);
		case 'form':
			return withButtons(message, [message.buttonText]);
		case 'template':
			return message.rendered ?? message.name;
		case 'raw':
			return '';
	}
}

interface WithHeader {
	text: string;
	header?: MessageHeader;
	footer?: string;
}

function withButtons({ header, text, footer }: WithHeader, titles: readonly string[]): string {
	const top = header?.type === 'text' ? header.text : undefined;
	return lines([top, text, footer, titles.map((title) => `[${title}]`).join(' ')]);
}

function fileName({ fileName: name }: OutboundMedia): string {
	return name ?? '';
}

function place({
	latitude,
	longitude,
	name,
	address,
}: NonNullable<EventMessage['location']>): string {
	return [name, address, `${latitude}, ${longitude}`].filter(Boolean).join(', ');
}

function cards(contacts: readonly SharedContact[]): string {
	return lines(
		contacts.map(({ name, organization, phones = [], emails = [] }) =>
			[name, organization, ...phones, ...emails].filter(Boolean).join(', '),
		),
	);
}

function fields(values: Record<string, unknown>): string {
	return lines(Object.entries(values).map(([name, value]) => `${name}: ${inWords(value)}`));
}

function inWords(value: unknown): string {
	return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function lines(parts: ReadonlyArray<string | undefined>): string {
	return parts.filter(Boolean).join('\n');
}
