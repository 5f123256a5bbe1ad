import { z } from 'zod';

import type { EventButton, EventMessage } from '../../messaging/event';
import { idText, looseRecord, text } from '../../messaging/reading/loose-json';
import { readPlace } from '../../messaging/reading/place';
import { fileContent, mediaContent } from './media-content';
import { sharedContacts } from './shared-contacts';

/**
 * Content of a message, by Infobip's type of it: the types of WhatsApp, Viber, the Messages API and Viber bots, which
 * mostly share their names (docs/facts/infobip.md#inbound-whatsapp and docs/facts/infobip.md#inbound-viber).
 * `undefined` for an unknown type, and for one without its necessary parts.
 */
export interface Content {
	message: Omit<EventMessage, 'id'>;
	/** The customer tapped something. */
	button?: Omit<EventButton, 'messageId'>;
}

type Item = Readonly<Record<string, unknown>>;
type Reader = (item: Item) => Content | undefined;

export function contentOf(type: string, item: Item): Content | undefined {
	return READERS.get(type.toUpperCase() || 'TEXT')?.(item);
}

const textPart = z.object({ text: z.string() });
const readText: Reader = (item) => {
	const read = textPart.safeParse(item);
	return read.success ? { message: { type: 'text', text: read.data.text } } : undefined;
};

const readLocation: Reader = (item) => {
	// Viber bots put the location one level deeper.
	const location = readPlace(looseRecord.parse(item.location) ?? item);
	return location ? { message: { type: 'location', text: '', location } } : readLink(item);
};

const linkPart = z.object({ url: z.string().min(1) });
/** Reads a shared link as a text, as if the customer had typed the address. */
const readLink: Reader = (item) => {
	const read = linkPart.safeParse(item);
	return read.success ? { message: { type: 'text', text: read.data.url } } : undefined;
};

const readContacts: Reader = (item) => {
	const contacts = sharedContacts(item.contacts);
	if (contacts.length > 0) return { message: { type: 'contacts', text: '', contacts } };
	const single = viberCard.safeParse(item.contact);
	if (!single.success) return undefined;
	const { name, phoneNumber } = single.data;
	const known = name || phoneNumber;
	if (!known) return undefined;
	const card = { name: known, ...(phoneNumber ? { phones: [phoneNumber] } : {}) };
	return { message: { type: 'contacts', text: '', contacts: [card] } };
};
const viberCard = z.object({ name: text, phoneNumber: idText });

const orderPart = z.object({ text });
const readOrder: Reader = ({ type: _type, context: _context, referral: _referral, ...order }) =>
	Object.keys(order).length === 0
		? undefined
		: { message: { type: 'order', text: orderPart.parse(order).text ?? '', order } };

const reactionPart = z.object({
	emoji: text,
	action: text,
	context: z
		.object({ id: z.string().min(1) })
		.optional()
		.catch(undefined),
	messageId: text,
});
const readReaction: Reader = (item) => {
	const read = reactionPart.safeParse(item);
	if (!read.success) return undefined;
	const { emoji, action, context } = read.data;
	const messageId = context?.id ?? read.data.messageId ?? '';
	const shown = action?.toUpperCase() === 'REMOVED' ? '' : unescaped(emoji ?? '');
	if (!shown && !messageId) return undefined;
	return { message: { type: 'reaction', text: '', reaction: { emoji: shown, messageId } } };
};

/** Replaces `\u2764\uFE0F`, which is how the Messages API's own sample writes an emoji. */
function unescaped(emoji: string): string {
	if (!/^(?:\\u[0-9a-f]{4})+$/i.test(emoji)) return emoji;
	return emoji.replace(/\\u([0-9a-f]{4})/gi, (_match, unit: string) =>
		String.fromCharCode(parseInt(unit, 16)),
	);
}

const tapPart = z.object({ id: idText, payload: idText, title: text, text });
/** Reads a tap. The id is the one that was sent with the button; without one it is the title. */
const tapReader =
	(kind: EventButton['kind']): Reader =>
	(item) => {
		const read = tapPart.safeParse(item);
		if (!read.success) return undefined;
		const title = read.data.title || read.data.text || read.data.payload || read.data.id;
		const id = read.data.payload || read.data.id || title;
		if (!id || !title) return undefined;
		return { message: { type: 'text', text: title }, button: { id, title, kind } };
	};

const permissionPart = z.object({
	callPermissionReply: z.object({ response: z.string().min(1), responseSource: text }),
});
/** Reads that the customer allows or refuses calls. An automatic answer of WhatsApp is not their choice. */
const readCallPermission: Reader = (item) => {
	const read = permissionPart.safeParse(item);
	if (!read.success) return undefined;
	const { response, responseSource } = read.data.callPermissionReply;
	if (responseSource?.toLowerCase() === 'automatic') return undefined;
	return tapReader('button')({ id: response.toLowerCase() });
};

const readForm: Reader = (item) => {
	const form = looseRecord.parse(item.response);
	return form && { message: { type: 'form', text: '', form } };
};

const readPages: Reader = ({ isPrivate, selections }) =>
	Array.isArray(selections)
		? {
				message: {
					type: 'form',
					text: '',
					form: { selections, ...(typeof isPrivate === 'boolean' ? { isPrivate } : {}) },
				},
			}
		: undefined;

function mediaReader(type: Parameters<typeof mediaContent>[0]): Reader {
	return (item) => wrapped(mediaContent(type, item));
}

function wrapped(message: Content['message'] | undefined): Content | undefined {
	return message && { message };
}

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
	['TEXT', readText],
	['SUBJECT', readText],
	['IMAGE', mediaReader('image')],
	['VIDEO', mediaReader('video')],
	['AUDIO', mediaReader('audio')],
	['VOICE', mediaReader('voice')],
	['DOCUMENT', mediaReader('document')],
	['STICKER', mediaReader('sticker')],
	['FILE', (item) => wrapped(fileContent(item))],
	['LOCATION', readLocation],
	['URL', readLink],
	['CONTACT', readContacts],
	['ORDER', readOrder],
	['REACTION', readReaction],
	['BUTTON', tapReader('template')],
	['INTERACTIVE_BUTTON_REPLY', tapReader('button')],
	['INTERACTIVE_LIST_REPLY', tapReader('list')],
	['BUTTON_REPLY', tapReader('button')],
	['LIST_REPLY', tapReader('list')],
	['INTERACTIVE_CALL_PERMISSION_REPLY', readCallPermission],
	['INTERACTIVE_FLOW_REPLY', readForm],
	['FLOW_RESPONSE', readForm],
	['FORM_RESPONSE', readPages],
]);
