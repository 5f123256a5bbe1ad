import type { Capabilities, MessageLimits, Support } from '../../messaging/capabilities';
import type { Channel } from '../../messaging/provider-names';

/**
 * The Simulator plays WhatsApp: what fails there must fail here, or the change to a real provider would bring
 * surprises. The numbers are those of facts/whatsapp-cloud.md, sections 2.1, 2.2 and 1.9; they are declared anew
 * because a provider's folder stands alone. One number is smaller: a file may have 5 MB, because the Simulator keeps
 * it inside the chat's record instead of a file store.
 */

/** Bytes. */
export const MAX_FILE_BYTES = 5 * 1024 * 1024;
/** Bytes. */
const MAX_STICKER_BYTES = 500 * 1024;

/** Lengths in Unicode code points, sizes in bytes. */
export const LIMITS = {
	textCharacters: 4096,
	captionCharacters: 1024,
	referenceCharacters: 512,
	interactive: { bodyCharacters: 1024, headerCharacters: 60, footerCharacters: 60 },
	buttons: { count: 3, titleCharacters: 20, idCharacters: 256 },
	list: {
		bodyCharacters: 4096,
		buttonTextCharacters: 20,
		sections: 10,
		rows: 10,
		sectionTitleCharacters: 24,
		rowTitleCharacters: 24,
		rowDescriptionCharacters: 72,
		rowIdCharacters: 200,
	},
	linkButton: { titleCharacters: 20 },
	form: { buttonTextCharacters: 20 },
	contacts: { count: 257 },
	media: {
		image: { maxBytes: MAX_FILE_BYTES, mimeTypes: ['image/jpeg', 'image/png'] },
		video: { maxBytes: MAX_FILE_BYTES, mimeTypes: ['video/mp4', 'video/3gpp'] },
		audio: {
			maxBytes: MAX_FILE_BYTES,
			mimeTypes: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
		},
		document: {
			maxBytes: MAX_FILE_BYTES,
			mimeTypes: [
				'application/pdf',
				'text/plain',
				'application/msword',
				'application/vnd.ms-excel',
				'application/vnd.ms-powerpoint',
				'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
				'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
				'application/vnd.openxmlformats-officedocument.presentationml.presentation',
			],
		},
		sticker: { maxBytes: MAX_STICKER_BYTES, mimeTypes: ['image/webp'] },
	},
} as const satisfies MessageLimits;

const NATIVE: Support = { support: 'native' };

const CAPABILITIES: Capabilities = {
	messages: {
		text: NATIVE,
		image: NATIVE,
		video: NATIVE,
		audio: NATIVE,
		document: NATIVE,
		sticker: NATIVE,
		location: NATIVE,
		contacts: NATIVE,
		reaction: NATIVE,
		buttons: NATIVE,
		list: NATIVE,
		linkButton: NATIVE,
		form: NATIVE,
		template: NATIVE,
		locationRequest: NATIVE,
		raw: NATIVE,
	},
	limits: LIMITS,
	customerServiceWindowHours: 24,
	idempotentSend: false,
	markAsRead: true,
	typingIndicator: true,
};

/** The same for every channel: the Simulator has only one, and it is WhatsApp's double. */
export function capabilities(_channel: Channel): Capabilities {
	return CAPABILITIES;
}
