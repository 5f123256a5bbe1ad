import type { OutboundMedia } from '../../messaging/outbound-message';

/**
 * Files by their address, as LIME media links (docs/facts/blip.md#content-types). The MIME type is required, because
 * Blip chooses by it between a picture, a player and a document.
 */

type Kind = 'image' | 'video' | 'audio' | 'document';

/** Builds a media link. `title` is the name of the file, `text` the caption. */
export function mediaLink(kind: Kind, media: OutboundMedia, caption?: string): object {
	return {
		type: mimeTypeOf(kind, media),
		uri: addressOf(media),
		...(media.fileName ? { title: media.fileName } : {}),
		...(caption ? { text: caption } : {}),
	};
}

/** Returns the address of a file. Throws for one that was not uploaded, which is an error of the caller. */
export function addressOf(media: OutboundMedia): string {
	switch (media.from) {
		case 'url':
			return media.url;
		case 'id':
			return media.id;
		case 'file':
			throw new Error('A file must be uploaded before its message is built.');
	}
}

const WHEN_UNKNOWN = {
	image: 'image/jpeg',
	video: 'video/mp4',
	audio: 'audio/mpeg',
	document: 'application/pdf',
} as const satisfies Record<Kind, string>;

const BY_ENDING: Readonly<Record<string, string>> = {
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	png: 'image/png',
	gif: 'image/gif',
	webp: 'image/webp',
	mp4: 'video/mp4',
	'3gp': 'video/3gpp',
	mp3: 'audio/mpeg',
	ogg: 'audio/ogg',
	oga: 'audio/ogg',
	m4a: 'audio/mp4',
	aac: 'audio/aac',
	amr: 'audio/amr',
	pdf: 'application/pdf',
	txt: 'text/plain',
	csv: 'text/csv',
	doc: 'application/msword',
	xls: 'application/vnd.ms-excel',
	ppt: 'application/vnd.ms-powerpoint',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

function mimeTypeOf(kind: Kind, media: OutboundMedia): string {
	const given = media.mimeType?.split(';')[0]?.trim().toLowerCase();
	if (given) return given;
	const name = media.fileName ?? addressOf(media).split(/[?#]/)[0] ?? '';
	const ending = /\.([a-z0-9]{2,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
	const guessed = BY_ENDING[ending];
	// `foto.pdf` sent as a picture is shown as a picture, because the workflow chose that.
	const fits = guessed !== undefined && (kind === 'document' || guessed.startsWith(`${kind}/`));
	return fits ? guessed : WHEN_UNKNOWN[kind];
}
