import type { MessageLimits } from '../../messaging/capabilities';

/**
 * Limits of messages on WhatsApp, for every provider. Each number is defined here once; panel, guard and tests read it
 * from here. Source: docs/facts/whatsapp-cloud.md#message-types and
 * docs/facts/whatsapp-cloud.md#read-receipts-and-typing (Meta's message pages).
 */

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;

/** Lengths in Unicode code points, sizes in bytes. */
export const WHATSAPP_LIMITS = {
	textCharacters: 4096,
	captionCharacters: 1024,
	/** `biz_opaque_callback_data`. */
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
		headers: ['text'],
	},
	linkButton: { titleCharacters: 20 },
	/** Meta's page advises 30 at most; some libraries enforce 20, which is not confirmed. */
	form: { buttonTextCharacters: 30 },
	contacts: { count: 257 },
	template: {
		headerCharacters: 60,
		/** Meta's pages say 20 and 15; the smaller number would refuse codes that work. */
		couponCodeCharacters: 20,
		cardsAtLeast: 2,
		cardsAtMost: 10,
	},
	media: {
		image: { maxBytes: 5 * MEGABYTE, mimeTypes: ['image/jpeg', 'image/png'] },
		video: { maxBytes: 16 * MEGABYTE, mimeTypes: ['video/mp4', 'video/3gpp'] },
		audio: {
			maxBytes: 16 * MEGABYTE,
			mimeTypes: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
		},
		document: {
			maxBytes: 100 * MEGABYTE,
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
		/** Limit of an animated sticker. A still one may have 100 KB, but only decoding shows which kind it is. */
		sticker: { maxBytes: 500 * KILOBYTE, mimeTypes: ['image/webp'] },
	},
} as const satisfies MessageLimits;
