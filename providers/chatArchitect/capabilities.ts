import type { Capabilities, MessageLimits, Support } from '../../messaging/capabilities';
import { OUTBOUND_TYPES, type OutboundType } from '../../messaging/outbound-message';
import type { Channel } from '../../messaging/provider-names';

/**
 * What ChatArchitect carries and within which limits. The types are those of its page (facts/chatarchitect.md 2), the
 * numbers WhatsApp's own, which Gupshup passes on (facts/chatarchitect.md 2.1, facts/whatsapp-cloud.md 2.1 and 2.2). Files
 * come by address alone, so their size is WhatsApp's to judge.
 */

/** Hours after the customer's last message. */
const CUSTOMER_SERVICE_WINDOW_HOURS = 24;
/** Bytes. */
const MEGABYTE = 1024 * 1024;

/** Lengths in Unicode code points, sizes in bytes. */
export const LIMITS = {
	textCharacters: 4096,
	captionCharacters: 1024,
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
	/** ChatArchitect's field is one `contact`, not a list. */
	contacts: { count: 1 },
	/** Carousels need an upload that ChatArchitect does not offer. */
	template: { headerCharacters: 60, cardsAtMost: 0 },
	media: {
		image: { maxBytes: 5 * MEGABYTE, mimeTypes: ['image/jpeg', 'image/png'] },
		video: { maxBytes: 16 * MEGABYTE, mimeTypes: ['video/mp4'] },
		audio: {
			maxBytes: 16 * MEGABYTE,
			mimeTypes: ['audio/mpeg', 'audio/mp3', 'audio/ogg', 'audio/aac'],
		},
	},
} as const satisfies MessageLimits;

/** ChatArchitect tells no rate; this is Gupshup's, from an older article of its own (facts/chatarchitect.md 1). */
const PACING = { perSecond: 20 } as const;

/**
 * ISO 3166. ChatArchitect names Iran, North Korea, Cuba, Syria and Crimea, which has no code of its own
 * (facts/chatarchitect.md 9). Marketing to the United States is WhatsApp's own rule (facts/whatsapp-cloud.md 4).
 */
const RESTRICTED = { notServed: ['IR', 'KP', 'CU', 'SY'], noMarketing: ['US'] } as const;

const NATIVE: Support = { support: 'native' };

function refused(what: string): Support {
	return {
		support: 'refused',
		why: `ChatArchitect does not document ${what}.`,
		remedy: 'Choose another type of message, or try the Gupshup form of it as raw JSON.',
	};
}

const WHATSAPP: Capabilities = {
	messages: {
		text: NATIVE,
		image: NATIVE,
		video: NATIVE,
		audio: NATIVE,
		document: NATIVE,
		sticker: refused('stickers'),
		location: NATIVE,
		contacts: NATIVE,
		reaction: refused('reactions'),
		buttons: NATIVE,
		list: NATIVE,
		linkButton: {
			support: 'degraded',
			as: 'text',
			how: 'ChatArchitect has no link buttons, so the link was written below the text.',
		},
		form: refused('forms (WhatsApp Flows)'),
		template: NATIVE,
		locationRequest: {
			support: 'degraded',
			as: 'text',
			how: 'ChatArchitect cannot ask for a location with a button, so only the question was sent.',
		},
		raw: NATIVE,
	},
	limits: LIMITS,
	customerServiceWindowHours: CUSTOMER_SERVICE_WINDOW_HOURS,
	pacing: PACING,
	restrictedDestinations: RESTRICTED,
	idempotentSend: false,
	markAsRead: false,
	typingIndicator: false,
};

const OTHER_CHANNEL: Support = {
	support: 'refused',
	why: 'ChatArchitect carries WhatsApp messages only.',
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

/** What can be sent on a channel: on WhatsApp, and nothing anywhere else. */
export function capabilities(channel: Channel): Capabilities {
	return channel === 'whatsapp' ? WHATSAPP : NOTHING;
}
