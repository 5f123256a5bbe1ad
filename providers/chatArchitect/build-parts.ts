import type {
	ContactsMessage,
	LocationMessage,
	OutboundMedia,
} from '../../messaging/outbound-message';

/**
 * Payloads of messages without buttons or lists (docs/facts/chat-architect.md#messages and
 * docs/facts/chat-architect.md#shapes-from-gupshup).
 */

/**
 * Builds the payload of a file by its address. An id is that of a file that Gupshup has already, because there is no
 * upload.
 */
export function filePayload(
	type: 'image' | 'video' | 'audio' | 'document',
	media: OutboundMedia,
	caption: string | undefined,
): object {
	const common = optional('caption', caption);
	switch (media.from) {
		case 'file':
			throw new Error('A file must be uploaded before its message is built.');
		case 'id':
			return { type: TYPES[type], id: media.id, ...nameOf(type, media), ...common };
		case 'url':
			return type === 'image'
				? { type: 'image', originalUrl: media.url, previewUrl: media.url, ...common }
				: { type: TYPES[type], url: media.url, ...nameOf(type, media), ...common };
	}
}

const TYPES = { image: 'image', video: 'video', audio: 'audio', document: 'file' } as const;

/**
 * Returns the file name of a document, which is the only type that shows one. A document without a name gets the last
 * part of its address.
 */
function nameOf(type: string, media: Extract<OutboundMedia, { from: 'url' | 'id' }>): object {
	if (type !== 'document') return {};
	return optional('filename', media.fileName || (media.from === 'url' ? lastPart(media.url) : ''));
}

function lastPart(address: string): string {
	try {
		return decodeURIComponent(new URL(address).pathname.split('/').at(-1) ?? '');
	} catch {
		return '';
	}
}

export function locationPayload({ latitude, longitude, name, address }: LocationMessage): object {
	return {
		type: 'location',
		latitude,
		longitude,
		...optional('name', name),
		...optional('address', address),
	};
}

/** Builds one contact card: ChatArchitect's field is `contact`, in the singular. */
export function contactPayload({ contacts }: ContactsMessage): object {
	const [card] = contacts;
	if (card === undefined) throw new Error('A contact card needs a contact.');
	const name = card.name.trim();
	const [firstName = name, ...others] = name.split(/\s+/);
	return {
		type: 'contact',
		contact: {
			name: { formattedName: name, firstName, ...optional('lastName', others.join(' ')) },
			...(card.phones?.length
				? { phones: card.phones.map((phone) => ({ phone, type: 'WORK' })) }
				: {}),
			...(card.emails?.length
				? { emails: card.emails.map((email) => ({ email, type: 'WORK' })) }
				: {}),
			...(card.organization ? { org: { company: card.organization } } : {}),
		},
	};
}

/** Returns one field, or none when its value is empty. */
export function optional(field: string, value: string | undefined): Record<string, string> {
	return value ? { [field]: value } : {};
}
