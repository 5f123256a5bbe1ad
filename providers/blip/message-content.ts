import { z } from 'zod';

import type { EventMessage, MessageType } from '../../messaging/event';
import { readJsonText } from '../../messaging/reading/json-text';
import { looseRecord, text } from '../../messaging/reading/loose-json';
import { onlyKnown } from '../../messaging/reading/only-known';
import { LIME } from './lime';
import type { Metadata } from './payload';
import { sharedContact } from './shared-contact';

/**
 * Content of a LIME document (docs/facts/blip.md#content-types and docs/facts/blip.md#inbound-messages). `undefined`
 * for an unknown type, and for one without its necessary parts.
 */
export type Content = Omit<EventMessage, 'id'>;

type Reader = (content: unknown, metadata: Metadata) => Content | undefined;

/**
 * Reads the content of a document.
 *
 * @param type lower case
 */
export function contentOf(type: string, content: unknown, metadata: Metadata): Content | undefined {
	return READERS.get(type)?.(content, metadata);
}

const readText: Reader = (content) =>
	typeof content === 'string' ? { type: 'text', text: content } : undefined;

const media = z.object({
	type: text,
	uri: z.string().min(1),
	title: text,
	text,
	size: z.number().nonnegative().optional().catch(undefined),
});

const readMedia: Reader = (content, metadata) => {
	const read = media.safeParse(content);
	if (!read.success) return undefined;
	const { uri, title, size } = read.data;
	const mimeType = read.data.type?.toLowerCase();
	const type = metadata['#wa.voice'] === 'true' ? 'voice' : mediaType(mimeType);
	return {
		type,
		text: read.data.text ?? '',
		media: {
			url: uri,
			...onlyKnown({
				mimeType: mimeType?.replace(/^voice\//, 'audio/').replace(/^sticker\//, 'image/'),
				fileName: title || metadata['#wa.filename'] || undefined,
				sizeBytes: size,
			}),
		},
	};
};

const MEDIA_TYPES: Readonly<Record<string, MessageType>> = {
	image: 'image',
	video: 'video',
	audio: 'audio',
	voice: 'voice',
	sticker: 'sticker',
};

/**
 * Returns the MIME type. Blip marks voice messages and stickers with `voice/ogg` and `sticker/webp`, which are not MIME
 * types.
 */
function mediaType(mimeType: string | undefined): MessageType {
	return MEDIA_TYPES[mimeType?.split('/')[0] ?? ''] ?? 'document';
}

const place = z.object({
	latitude: z.number().min(-90).max(90),
	longitude: z.number().min(-180).max(180),
	text,
});

const readLocation: Reader = (content) => {
	const read = place.safeParse(content);
	if (!read.success) return undefined;
	const { latitude, longitude, text: words } = read.data;
	return { type: 'location', text: '', location: { latitude, longitude, ...named(words) } };
};

function named(name: string | undefined): { name?: string } {
	return name ? { name } : {};
}

const readContact: Reader = (content) => {
	const card = sharedContact(content);
	return card && { type: 'contacts', text: '', contacts: [card] };
};

const collection = z.object({ itemType: z.string(), items: z.array(z.unknown()).min(1) });

/** Reads contact cards. It is not documented whether several come as one message. */
const readCollection: Reader = (content) => {
	const read = collection.safeParse(content);
	if (!read.success || read.data.itemType.toLowerCase() !== LIME.contact) return undefined;
	const contacts = read.data.items.flatMap((item) => sharedContact(item) ?? []);
	return contacts.length > 0 ? { type: 'contacts', text: '', contacts } : undefined;
};

const reaction = z.object({
	emoji: z
		.object({ values: z.array(z.number().int().min(0).max(0x10ffff)).max(32) })
		.nullish()
		.catch(undefined),
	inReactionTo: z.object({ id: text }).catch({ id: undefined }),
});

/** Reads the emoji from numbers, which are code points or surrogate halves. Joined, both give the same text. */
const readReaction: Reader = (content) => {
	const read = reaction.safeParse(content);
	if (!read.success) return undefined;
	const emoji = String.fromCodePoint(...(read.data.emoji?.values ?? []));
	const messageId = read.data.inReactionTo.id ?? '';
	if (!emoji && !messageId) return undefined;
	return { type: 'reaction', text: '', reaction: { emoji, messageId } };
};

const link = z.object({ uri: z.string().min(1), title: text, text });

const readLink: Reader = (content) => {
	const read = link.safeParse(content);
	if (!read.success) return undefined;
	const words = [read.data.text ?? read.data.title, read.data.uri].filter(Boolean);
	return { type: 'text', text: words.join('\n') };
};

const held = z.object({ type: z.string(), value: z.unknown() });

/** Reads a document in a wrapper. Only one level, because no sender nests wrappers. */
const readHeld: Reader = (content, metadata) => {
	const read = held.safeParse(content);
	if (!read.success) return undefined;
	const type = read.data.type.toLowerCase();
	return WRAPPINGS.has(type) ? undefined : contentOf(type, read.data.value, metadata);
};

const WRAPPINGS: ReadonlySet<string> = new Set([LIME.container, LIME.sensitive]);

const formAnswer = z.object({
	nfm_reply: z.object({ response_json: z.unknown(), body: text }),
});

/**
 * Reads JSON from a customer: the answer of a WhatsApp form, in Meta's shape or bare, or the value of a choice that
 * another system offered.
 */
const readJson: Reader = (content) => {
	const whole = looseRecord.parse(content);
	if (whole === undefined) return undefined;
	const answer = formAnswer.safeParse(looseRecord.parse(whole.interactive) ?? whole);
	if (!answer.success) return { type: 'form', text: '', form: whole };
	const { response_json: response, body } = answer.data.nfm_reply;
	const form = looseRecord.parse(typeof response === 'string' ? readJsonText(response) : response);
	return form && { type: 'form', text: body ?? '', form };
};

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
	[LIME.text, readText],
	[LIME.json, readJson],
	[LIME.mediaLink, readMedia],
	[LIME.webLink, readLink],
	[LIME.location, readLocation],
	[LIME.contact, readContact],
	[LIME.collection, readCollection],
	[LIME.reaction, readReaction],
	[LIME.container, readHeld],
	[LIME.sensitive, readHeld],
]);
