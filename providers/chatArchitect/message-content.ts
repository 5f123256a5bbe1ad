import { z } from 'zod';

import type { EventButton, EventMessage, MessageType } from '../../messaging/event';
import { idText, text } from '../../messaging/reading/loose-json';
import { onlyKnown } from '../../messaging/reading/only-known';
import { readPlace } from '../../messaging/reading/place';
import { sharedContacts } from '../whatsapp-format/shared-contacts';

/**
 * Content of a message, by Gupshup's type of it (docs/facts/chat-architect.md#inbound-messages). `undefined` for an
 * unknown type, and for one without a necessary part: half a location would mislead a workflow.
 */
export interface Content {
	message: Omit<EventMessage, 'id'>;
	/** The customer tapped something. */
	button?: Omit<EventButton, 'messageId'>;
}

type Reader = (inner: Readonly<Record<string, unknown>>) => Content | undefined;

export function contentOf(
	type: string,
	inner: Readonly<Record<string, unknown>>,
): Content | undefined {
	// Gupshup's pages disagree on the name of a tap on a template's button; this is the part that they share.
	if (inner.type === 'button') return readTap('template')(inner);
	return READERS.get(type || 'text')?.(inner);
}

const readText: Reader = (inner) => {
	const said = z.string().safeParse(inner.text);
	return said.success ? { message: { type: 'text', text: said.data } } : undefined;
};

const file = z.object({
	url: z.string().min(1),
	contentType: text,
	caption: text,
	name: text,
	filename: text,
});

function readFile(type: MessageType): Reader {
	return (inner) => {
		const read = file.safeParse(inner);
		if (!read.success) return undefined;
		const { url, contentType, caption, name, filename } = read.data;
		const media = onlyKnown({
			url,
			mimeType: contentType || undefined,
			fileName: filename || name || undefined,
		});
		return { message: { type, text: caption ?? '', media } };
	};
}

const readLocation: Reader = (inner) => {
	const location = readPlace(inner);
	return location && { message: { type: 'location', text: '', location } };
};

const readContacts: Reader = (inner) => {
	const contacts = sharedContacts(inner.contacts);
	return contacts.length > 0 ? { message: { type: 'contacts', text: '', contacts } } : undefined;
};

const reactionShape = z.object({ gsId: idText, id: idText, emoji: text });
/**
 * Reads a reaction. `gsId` is the id in the answer to our send. A reaction to a message of the customer has only `id`.
 */
const readReaction: Reader = (inner) => {
	const { gsId, id, emoji = '' } = reactionShape.parse(inner);
	const messageId = gsId ?? id ?? '';
	if (!messageId && !emoji) return undefined;
	return { message: { type: 'reaction', text: '', reaction: { emoji, messageId } } };
};

const tapShape = z.object({ title: text, text, reply: text, postbackText: idText });

/**
 * Reads a tap. `postbackText` is the id that the workflow gave the choice. `id` is not read, because it names the
 * message and is the same for all choices. `reply` is the title with its number.
 */
function readTap(kind: EventButton['kind']): Reader {
	return (inner) => {
		const { title: named, text: said, reply, postbackText } = tapShape.parse(inner);
		const title = named || said || reply || postbackText;
		if (!title) return undefined;
		const button = { id: postbackText || title, title, kind };
		return { message: { type: 'text', text: title }, button };
	};
}

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
	['text', readText],
	['image', readFile('image')],
	['video', readFile('video')],
	['audio', readFile('audio')],
	['voice', readFile('voice')],
	['file', readFile('document')],
	['document', readFile('document')],
	['sticker', readFile('sticker')],
	['location', readLocation],
	['contact', readContacts],
	['contacts', readContacts],
	['reaction', readReaction],
	['list_reply', readTap('list')],
	['button_reply', readTap('button')],
	['quick_reply', readTap('template')],
	['button', readTap('template')],
]);
