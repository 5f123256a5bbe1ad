import type { MessageLimits } from '../../messaging/capabilities';
import { WHATSAPP_LIMITS as WHATSAPP } from '../whatsapp-format/limits';

/**
 * Limits of messages at Infobip where they differ from WhatsApp's own. Lengths are in Unicode code points, sizes in
 * bytes. Source: docs/facts/infobip.md#whatsapp-messages and docs/facts/infobip.md#sending-a-template, after the
 * OpenAPI documents of July 2026.
 */

const MEGABYTE = 1024 * 1024;

/** `callbackData`, of every product. */
const REFERENCE_CHARACTERS = 4000;

export const WHATSAPP_LIMITS = {
	textCharacters: WHATSAPP.textCharacters,
	/** Infobip's schema allows 3000. A caption over WhatsApp's own 1024 fails afterwards, at WhatsApp. */
	captionCharacters: 3000,
	referenceCharacters: REFERENCE_CHARACTERS,
	interactive: WHATSAPP.interactive,
	buttons: WHATSAPP.buttons,
	list: { ...WHATSAPP.list, bodyCharacters: 1024 },
	linkButton: WHATSAPP.linkButton,
	form: { buttonTextCharacters: 20 },
	template: { headerCharacters: 60, couponCodeCharacters: 15, cardsAtLeast: 1, cardsAtMost: 10 },
	media: {
		image: WHATSAPP.media.image,
		video: WHATSAPP.media.video,
		audio: {
			...WHATSAPP.media.audio,
			mimeTypes: [...WHATSAPP.media.audio.mimeTypes, 'audio/opus'],
		},
		sticker: WHATSAPP.media.sticker,
	},
} as const satisfies MessageLimits;

export const VIBER_LIMITS = {
	textCharacters: 1000,
	captionCharacters: 1000,
	referenceCharacters: REFERENCE_CHARACTERS,
	interactive: { bodyCharacters: 1000, headerCharacters: 1000, footerCharacters: 1000 },
	list: {
		bodyCharacters: 85,
		/** Not shown, because Viber's menu is open from the start. */
		buttonTextCharacters: 1000,
		sections: 5,
		rows: 5,
		sectionTitleCharacters: 0,
		rowTitleCharacters: 50,
		rowDescriptionCharacters: 0,
		/** Ids are not sent. The store finds them by the title. */
		rowIdCharacters: 256,
	},
	linkButton: { titleCharacters: 30 },
	/** The page states no size limit for pictures. */
	media: {
		image: { maxBytes: 200 * MEGABYTE, mimeTypes: ['image/jpeg', 'image/png'] },
	},
} as const satisfies MessageLimits;

/** An SMS has no published limit in the Messages API; one that is too long fails afterwards (status 25). */
export const SMS_LIMITS = {
	referenceCharacters: REFERENCE_CHARACTERS,
} as const satisfies MessageLimits;
