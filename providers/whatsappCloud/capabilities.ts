import type { Capabilities, MessageLimits, Support } from '../../messaging/capabilities';
import type { OutboundType } from '../../messaging/outbound-message';
import { OUTBOUND_TYPES } from '../../messaging/outbound-message';
import type { Channel } from '../../messaging/provider-names';

/**
 * What the Cloud API carries and within which limits. Each number stands here once; panel, guard and tests read it
 * from here. Source: facts/whatsapp-cloud.md 2.1 to 2.5 (Meta's message pages) and 4 (rules).
 */

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;

/** Hours after the customer's last message. */
const CUSTOMER_SERVICE_WINDOW_HOURS = 24;

/** Lengths in Unicode code points, sizes in bytes. */
export const LIMITS = {
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
		/** Animated; a still one may have 100 KB, which cannot be told from outside the file. */
		sticker: { maxBytes: 500 * KILOBYTE, mimeTypes: ['image/webp'] },
	},
} as const satisfies MessageLimits;

const NATIVE: Support = { support: 'native' };

/**
 * No service in Cuba, Iran, North Korea, Syria; no marketing templates to United States numbers since April 2025
 * (facts/whatsapp-cloud.md, section 4).
 */
const RESTRICTED = { notServed: ['CU', 'IR', 'KP', 'SY'], noMarketing: ['US'] } as const;

/**
 * Messages of one number: 80 a second (20 for numbers shared with the WhatsApp Business app, which the user sets in the
 * node). To one person: one in 6 s, after a burst of up to 45 (facts/whatsapp-cloud.md, section 4, throughput and pair limit).
 */
const PACING = { perSecond: 80, perRecipient: { perSecond: 1 / 6, burst: 45 } } as const;

const WHATSAPP: Capabilities = {
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
	customerServiceWindowHours: CUSTOMER_SERVICE_WINDOW_HOURS,
	pacing: PACING,
	restrictedDestinations: RESTRICTED,
	idempotentSend: false,
	markAsRead: true,
	typingIndicator: true,
};

const OTHER_CHANNEL: Support = {
	support: 'refused',
	why: 'WhatsApp Cloud carries WhatsApp messages only.',
	remedy: 'Choose a provider that carries this channel.',
};

const NOTHING: Capabilities = {
	messages: Object.fromEntries(OUTBOUND_TYPES.map((type) => [type, OTHER_CHANNEL])) as Record<
		OutboundType,
		Support
	>,
	limits: {},
	idempotentSend: false,
	markAsRead: false,
	typingIndicator: false,
};

/** What can be sent on a channel: everything on WhatsApp, nothing anywhere else. */
export function capabilities(channel: Channel): Capabilities {
	return channel === 'whatsapp' ? WHATSAPP : NOTHING;
}
