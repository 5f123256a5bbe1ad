import type { MessageLimits } from '../../messaging/capabilities';

/**
 * How long and how big messages may be at Infobip. Each number stands here once; panel, guard and tests read it from
 * here. Lengths in Unicode code points, sizes in bytes. Source: facts/infobip.md 2.2, 2.4 and 4.1, after the OpenAPI
 * documents of July 2026.
 */

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;

/** `callbackData`, of every product. */
const REFERENCE_CHARACTERS = 4000;

export const WHATSAPP_LIMITS = {
	textCharacters: 4096,
	/** Infobip's schema takes 3000; what is longer than WhatsApp's own 1024 fails afterwards, at WhatsApp. */
	captionCharacters: 3000,
	referenceCharacters: REFERENCE_CHARACTERS,
	interactive: { bodyCharacters: 1024, headerCharacters: 60, footerCharacters: 60 },
	buttons: { count: 3, titleCharacters: 20, idCharacters: 256 },
	list: {
		bodyCharacters: 1024,
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
	form: { buttonTextCharacters: 20 },
	template: { headerCharacters: 60, couponCodeCharacters: 15, cardsAtLeast: 1, cardsAtMost: 10 },
	media: {
		image: { maxBytes: 5 * MEGABYTE, mimeTypes: ['image/jpeg', 'image/png'] },
		video: { maxBytes: 16 * MEGABYTE, mimeTypes: ['video/mp4', 'video/3gpp'] },
		audio: {
			maxBytes: 16 * MEGABYTE,
			mimeTypes: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg', 'audio/opus'],
		},
		/** Animated; a still one may have 100 KB, which cannot be told from outside the file. */
		sticker: { maxBytes: 500 * KILOBYTE, mimeTypes: ['image/webp'] },
	},
} as const satisfies MessageLimits;

export const VIBER_LIMITS = {
	textCharacters: 1000,
	captionCharacters: 1000,
	referenceCharacters: REFERENCE_CHARACTERS,
	interactive: { bodyCharacters: 1000, headerCharacters: 1000, footerCharacters: 1000 },
	list: {
		bodyCharacters: 85,
		/** Not shown: Viber's menu is open from the start. */
		buttonTextCharacters: 1000,
		sections: 5,
		rows: 5,
		sectionTitleCharacters: 0,
		rowTitleCharacters: 50,
		rowDescriptionCharacters: 0,
		/** Ids stay here and are found again by the title. */
		rowIdCharacters: 256,
	},
	linkButton: { titleCharacters: 30 },
	/** The page names no largest picture. */
	media: {
		image: { maxBytes: 200 * MEGABYTE, mimeTypes: ['image/jpeg', 'image/png'] },
	},
} as const satisfies MessageLimits;

/** An SMS has no published limit in the Messages API; one that is too long fails afterwards (status 25). */
export const SMS_LIMITS = {
	referenceCharacters: REFERENCE_CHARACTERS,
} as const satisfies MessageLimits;
