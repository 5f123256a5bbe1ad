import { z } from 'zod';

import type { EventMessage, MessageType } from '../../messaging/event';
import { idText, text } from '../../messaging/reading/loose-json';
import { onlyKnown } from '../../messaging/reading/only-known';

/**
 * A file that a customer sent. WhatsApp files are at `/whatsapp/1/senders/{sender}/media/{id}` of the account's own
 * server for 7 days; their name and type are not stated (docs/facts/infobip.md#media-read-receipts-and-typing and
 * docs/facts/infobip.md#inbound-whatsapp).
 */

const part = z.object({
	url: z.string().min(1),
	caption: text,
	text,
	description: text,
	fileName: text,
	size: z.number().int().nonnegative().safe().optional().catch(undefined),
});

const MEDIA_PATH = /\/whatsapp\/\d+\/senders\/[^/?#]+\/media\/([^/?#]+)/;
const LOOKS_LIKE_A_FILE = /^[^/\\\n]{1,200}\.[A-Za-z0-9]{2,5}$/;

type FileType = Extract<
	MessageType,
	'image' | 'video' | 'audio' | 'voice' | 'document' | 'sticker'
>;

/** Reads a file; `undefined` without an address, because such a file cannot be downloaded. */
export function mediaContent(type: FileType, item: unknown): Omit<EventMessage, 'id'> | undefined {
	const read = part.safeParse(item);
	if (!read.success) return undefined;
	const { url, size } = read.data;
	const caption = read.data.caption ?? read.data.text ?? read.data.description ?? '';
	// The caption of a document may be its title.
	const title = type === 'document' && LOOKS_LIKE_A_FILE.test(caption) ? caption : undefined;
	return {
		type,
		text: caption,
		media: {
			url,
			...onlyKnown({
				id: mediaIdIn(url),
				fileName: read.data.fileName || title,
				sizeBytes: size,
			}),
		},
	};
}

/** Reads a file of Viber, which calls every file FILE. The extension shows the type. */
export function fileContent(item: unknown): Omit<EventMessage, 'id'> | undefined {
	const read = part.safeParse(item);
	if (!read.success) return undefined;
	const name = read.data.fileName ?? '';
	const extension = extensionOf(name) ?? extensionOf(pathOf(read.data.url)) ?? '';
	return mediaContent(TYPE_OF_EXTENSION[extension] ?? 'document', item);
}

const TYPE_OF_EXTENSION: Readonly<Record<string, FileType>> = {
	jpg: 'image',
	jpeg: 'image',
	png: 'image',
	gif: 'image',
	webp: 'image',
	mp4: 'video',
	m4v: 'video',
	mov: 'video',
	'3gp': 'video',
	mp3: 'audio',
	m4a: 'audio',
	ogg: 'audio',
	aac: 'audio',
	amr: 'audio',
};

function extensionOf(name: string): string | undefined {
	return /\.([A-Za-z0-9]{2,4})$/.exec(name)?.[1]?.toLowerCase();
}

function pathOf(url: string): string {
	return URL.canParse(url) ? new URL(url).pathname : '';
}

/** Returns the id of a file on the account's server. Other addresses have none. */
function mediaIdIn(url: string): string | undefined {
	const id = MEDIA_PATH.exec(url)?.[1];
	const read = idText.parse(id);
	if (read === undefined) return undefined;
	try {
		return decodeURIComponent(read);
	} catch {
		return read;
	}
}
