import type {
	ButtonsMessage,
	ContactsMessage,
	LinkButtonMessage,
	LocationMessage,
	LocationRequestMessage,
	MessageHeader,
} from '../../messaging/outbound-message';
import { mediaLink } from './build-media';
import { LIME } from './lime';

/** A LIME document: its content and its media type (docs/facts/blip.md#content-types). */
export interface Document {
	type: string;
	content: unknown;
}

export function location(message: LocationMessage): Document {
	const words = [message.name, message.address].filter(Boolean).join(', ');
	return {
		type: LIME.location,
		content: {
			latitude: message.latitude,
			longitude: message.longitude,
			...(words ? { text: words } : {}),
		},
	};
}

/** Builds one contact card, because LIME carries one in each message. */
export function contact({ contacts }: ContactsMessage): Document {
	const [card] = contacts;
	const name = card?.name.trim() ?? '';
	const [firstName = name, ...others] = name.split(/\s+/);
	const [phone] = card?.phones ?? [];
	const [email] = card?.emails ?? [];
	return {
		type: LIME.contact,
		content: {
			name,
			firstName,
			...(others.length > 0 ? { lastName: others.join(' ') } : {}),
			...(phone ? { phoneNumber: phone, cellPhoneNumber: phone } : {}),
			...(email ? { email } : {}),
			...(card?.organization ? { extras: { org: card.organization } } : {}),
		},
	};
}

/**
 * The value that returns with a tap. It has id and title: a title alone looks like typed text, and an id alone has no
 * title.
 */
export interface ButtonValue {
	buttonId: string;
	buttonTitle: string;
}

export function buttons(message: ButtonsMessage): Document {
	const { header, footer, text } = message;
	const words = paragraphs([header?.type === 'text' ? header.text : undefined, text, footer]);
	const options = message.buttons.map(({ id, title }, index) => {
		const value: ButtonValue = { buttonId: id, buttonTitle: title };
		return { order: index + 1, title, value };
	});
	if (header === undefined || header.type === 'text') {
		return {
			type: LIME.select,
			content: {
				scope: 'immediate',
				text: words,
				options: options.map(({ order, title, value }) => ({
					order,
					text: title,
					type: LIME.json,
					value,
				})),
			},
		};
	}
	return card(
		header,
		words,
		options.map(({ order, title, value }) => ({
			order,
			label: { type: LIME.text, value: title },
			value: { type: LIME.json, value },
		})),
	);
}

export function linkButton({ header, footer, text, title, url }: LinkButtonMessage): Document {
	const words = paragraphs([header?.type === 'text' ? header.text : undefined, text, footer]);
	if (header === undefined || header.type === 'text') {
		return { type: LIME.webLink, content: { uri: url, title, text: words } };
	}
	return card(header, words, [{ label: { type: LIME.webLink, value: { text: title, uri: url } } }]);
}

function card(
	header: Exclude<MessageHeader, { type: 'text' }>,
	words: string,
	options: object[],
): Document {
	return {
		type: LIME.documentSelect,
		content: {
			header: { type: LIME.mediaLink, value: mediaLink(header.type, header.media, words) },
			options,
		},
	};
}

export function locationRequest({ text }: LocationRequestMessage): Document {
	return {
		type: LIME.input,
		content: {
			label: { type: LIME.text, value: text },
			validation: { rule: 'type', type: LIME.location },
		},
	};
}

function paragraphs(parts: ReadonlyArray<string | undefined>): string {
	return parts.filter((part) => part !== undefined && part.trim() !== '').join('\n\n');
}
