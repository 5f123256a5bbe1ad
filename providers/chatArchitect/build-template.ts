import type {
	TemplateButton,
	TemplateHeader,
	TemplateMessage,
} from '../../messaging/outbound-message';
import { filePayload, optional } from './build-parts';

/**
 * Builds the send of an approved template. ChatArchitect does not document it
 * (docs/facts/chat-architect.md#sending-a-template), so there are two ways, and the credential selects one. The first
 * is Gupshup's template call with the id and the values. The second is the approved wording itself, which Gupshup
 * compares with the approved templates. A raw message is a third way.
 */

/** The value of `templateForm` for the second way. */
export const AS_TEXT = 'text';

/** @param form the credential's choice; the first way when it is anything but `text` */
export function templateFields(message: TemplateMessage, form: string | undefined): object {
	return form === AS_TEXT && message.rendered !== undefined
		? { payload: wording(message, message.rendered) }
		: {
				template: { id: message.id ?? message.name, params: valuesOf(message) },
				...mediaOf(message.header),
				...postbacks(message.buttons ?? []),
			};
}

/**
 * Returns the values in the order in which Gupshup counts its variables: text header, body, then the ends of addresses
 * and the codes.
 */
function valuesOf({ header, body = [], buttons = [] }: TemplateMessage): string[] {
	return [
		...(header?.type === 'text' ? [header.variable.value] : []),
		...body.map(({ value }) => value),
		...buttons.flatMap((button) => {
			if (button.kind === 'url') return [button.suffix];
			return button.kind === 'copyCode' ? [button.code] : [];
		}),
	];
}

/** Builds the media header next to the template, in Meta's form. */
function mediaOf(header: TemplateHeader | undefined): object {
	if (header === undefined || header.type === 'text') return {};
	if (header.type === 'location') {
		const { latitude, longitude, name, address } = header;
		const location = {
			latitude,
			longitude,
			...optional('name', name),
			...optional('address', address),
		};
		return { message: { type: 'location', location } };
	}
	const { type, media } = header;
	if (media.from === 'file') {
		throw new Error('A file must be uploaded before its message is built.');
	}
	const file = {
		...(media.from === 'id' ? { id: media.id } : { link: media.url }),
		...(type === 'document' ? optional('filename', media.fileName) : {}),
	};
	return { message: { type, [type]: file } };
}

/** Builds the values that come back with a tap on a quick reply. */
function postbacks(buttons: readonly TemplateButton[]): object {
	const texts = buttons.flatMap((button) =>
		button.kind === 'quickReply' ? [{ index: button.index, text: button.payload }] : [],
	);
	return texts.length > 0 ? { postbackTexts: texts } : {};
}

/** Returns the text with its file above it, or alone. */
function wording({ header }: TemplateMessage, rendered: string): object {
	return header !== undefined && 'media' in header
		? filePayload(header.type, header.media, rendered)
		: { type: 'text', message: rendered };
}
