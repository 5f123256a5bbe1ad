import type { MessageHeader, OutboundMedia } from '../../../messaging/outbound-message';
import { trimEnd } from '../../../messaging/trim-end';

/** Parts that several types of message have in common (docs/facts/whatsapp-cloud.md#message-types). */

export type MediaObject = { id: string } | { link: string };

/** Builds a file in Meta's format. Throws for one that was not uploaded, which is an error of the caller. */
export function mediaObject(media: OutboundMedia): MediaObject {
	switch (media.from) {
		case 'id':
			return { id: media.id };
		case 'url':
			return { link: media.url };
		case 'file':
			throw new Error('A file must be uploaded before its message is built.');
	}
}

/** Builds a file with its caption. */
export function captioned(message: { media: OutboundMedia; caption?: string }): object {
	return { ...mediaObject(message.media), ...optional('caption', message.caption) };
}

/** Builds the file of a header. Only a document shows its name. */
export function headerMedia(header: Exclude<MessageHeader, { type: 'text' }>): object {
	const name = header.type === 'document' ? header.media.fileName : undefined;
	return { [header.type]: { ...mediaObject(header.media), ...optional('filename', name) } };
}

/** Builds a location. Coordinates are strings in Meta's pages; seven decimals are about a centimetre. */
export function locationObject(place: {
	latitude: number;
	longitude: number;
	name?: string;
	address?: string;
}): object {
	return {
		latitude: decimal(place.latitude),
		longitude: decimal(place.longitude),
		...optional('name', place.name),
		...optional('address', place.address),
	};
}

/** Returns one field, or none when its value is empty, because Meta refuses empty strings. */
export function optional(
	field: string,
	value: string | boolean | undefined,
): Record<string, string | boolean> {
	return value === undefined || value === '' ? {} : { [field]: value };
}

/** Writes a number without exponent, which Meta does not read. */
function decimal(degrees: number): string {
	const shortest = trimEnd(trimEnd(degrees.toFixed(7), /0/), /\./);
	return shortest === '-0' ? '0' : shortest;
}
