import { z } from 'zod';

import type { EventButton } from '../../../messaging/event';
import { camelRecord } from '../../../messaging/reading/camel-case';
import { idText, looseRecord, text } from '../../../messaging/reading/loose-json';
import { readPlace } from '../../../messaging/reading/place';
import { sharedContacts } from '../shared-contacts';
import type { Content } from './content';
import { formContent } from './form-answer';
import { mediaContent } from './media-content';

type Reader = (item: Readonly<Record<string, unknown>>) => Content | undefined;

/**
 * Reads the content of a message, by Meta's type of it (docs/facts/whatsapp-cloud.md#inbound-messages). Returns
 * `undefined` for an unknown type, and for one that lacks a necessary part: half a location would mislead a workflow.
 */
export function contentOf(
	type: string,
	item: Readonly<Record<string, unknown>>,
): Content | undefined {
	return READERS.get(type || fieldWithContent(item))?.(item);
}

/**
 * Returns the field with the content, for messages without a type, as some programs pass them on. The content is in a
 * field of the same name.
 */
function fieldWithContent(item: Readonly<Record<string, unknown>>): string {
	return [...READERS.keys()].find((type) => item[type] !== undefined) ?? '';
}

const textPart = z.object({ body: z.string() });
const readText: Reader = ({ text: part }) => {
	const read = textPart.safeParse(part);
	return read.success ? { message: { type: 'text', text: read.data.body } } : undefined;
};

const readLocation: Reader = (item) => {
	const location = readPlace(item.location);
	return location && { message: { type: 'location', text: '', location } };
};

const readContacts: Reader = (item) => {
	const contacts = sharedContacts(item.contacts);
	return contacts.length > 0 ? { message: { type: 'contacts', text: '', contacts } } : undefined;
};

const reactionPart = z.object({ message_id: text, emoji: text });
const readReaction: Reader = (item) => {
	const read = reactionPart.safeParse(item.reaction);
	if (!read.success) return undefined;
	const { message_id: messageId = '', emoji = '' } = read.data;
	if (!messageId && !emoji) return undefined;
	return { message: { type: 'reaction', text: '', reaction: { emoji, messageId } } };
};

const orderPart = z.object({ text });
const readOrder: Reader = (item) => {
	const order = looseRecord.parse(item.order);
	if (order === undefined || Object.keys(order).length === 0) return undefined;
	const said = orderPart.parse(order).text ?? '';
	return { message: { type: 'order', text: said, order: camelRecord(order) } };
};

/** Reads a quick reply of a template. Without a payload of its own, the button's title is its id. */
const templatePart = z.object({ payload: text, text });
const readTemplateButton: Reader = (item) => {
	const read = templatePart.safeParse(item.button);
	return read.success ? tap('template', read.data.payload, read.data.text) : undefined;
};

const choicePart = z.object({ id: idText, title: text });
const interactivePart = z.object({
	type: text,
	button_reply: z.unknown(),
	list_reply: z.unknown(),
	nfm_reply: z.unknown(),
	call_permission_reply: z.unknown(),
});
const readInteractive: Reader = (item) => {
	const read = interactivePart.safeParse(item.interactive);
	if (!read.success) return undefined;
	const { type, nfm_reply: form, call_permission_reply: permission } = read.data;
	if (type === 'nfm_reply') return formContent(form);
	if (type === 'call_permission_reply') return readCallPermission(permission);
	if (type !== 'button_reply' && type !== 'list_reply') return undefined;
	const choice = choicePart.safeParse(read.data[type]);
	if (!choice.success) return undefined;
	return tap(type === 'button_reply' ? 'button' : 'list', choice.data.id, choice.data.title);
};

const permissionPart = z.object({ response: z.string().min(1), response_source: text });
/** Reads that the customer allows or refuses calls. An automatic answer of WhatsApp is not their choice. */
function readCallPermission(part: unknown): Content | undefined {
	const read = permissionPart.safeParse(part);
	if (!read.success || read.data.response_source?.toLowerCase() === 'automatic') return undefined;
	return tap('button', read.data.response.toLowerCase(), undefined);
}

function tap(
	kind: EventButton['kind'],
	givenId: string | undefined,
	givenTitle: string | undefined,
): Content | undefined {
	const id = givenId || givenTitle;
	const title = givenTitle || givenId;
	if (!id || !title) return undefined;
	return { message: { type: 'text', text: title }, button: { id, title, kind } };
}

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
	['text', readText],
	['image', (item) => mediaContent('image', item.image)],
	['video', (item) => mediaContent('video', item.video)],
	['audio', (item) => mediaContent('audio', item.audio)],
	// The name of voice messages in Meta's former On-Premises API.
	['voice', (item) => mediaContent('voice', item.voice)],
	['document', (item) => mediaContent('document', item.document)],
	['sticker', (item) => mediaContent('sticker', item.sticker)],
	['location', readLocation],
	['contacts', readContacts],
	['reaction', readReaction],
	['order', readOrder],
	['button', readTemplateButton],
	['interactive', readInteractive],
]);
