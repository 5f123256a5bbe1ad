import type { Capabilities, MessageLimits, Support } from '../../messaging/capabilities';
import type { Channel } from '../../messaging/provider-names';
import { NATIVE, notCarried, refused, sentAs } from '../../messaging/support';
import { WHATSAPP_LIMITS } from '../whatsapp-format/limits';
import { CUSTOMER_SERVICE_WINDOW_HOURS, RESTRICTED_DESTINATIONS } from '../whatsapp-format/rules';

/**
 * Capabilities of ChatArchitect, with their limits. The types are those of its page
 * (docs/facts/chat-architect.md#messages), the numbers WhatsApp's own, which Gupshup passes on
 * (docs/facts/chat-architect.md#shapes-from-gupshup, docs/facts/whatsapp-cloud.md#message-types and
 * docs/facts/whatsapp-cloud.md#interactive-messages). Files are given by address, so only WhatsApp can check their
 * size.
 */

/** Lengths in Unicode code points, sizes in bytes. */
export const LIMITS = {
	textCharacters: WHATSAPP_LIMITS.textCharacters,
	captionCharacters: WHATSAPP_LIMITS.captionCharacters,
	interactive: WHATSAPP_LIMITS.interactive,
	buttons: WHATSAPP_LIMITS.buttons,
	list: { ...WHATSAPP_LIMITS.list, bodyCharacters: 1024 },
	/** ChatArchitect's field is one `contact`, not a list. */
	contacts: { count: 1 },
	/** Carousels need an upload that ChatArchitect does not offer. */
	template: { headerCharacters: WHATSAPP_LIMITS.template.headerCharacters, cardsAtMost: 0 },
	media: {
		image: WHATSAPP_LIMITS.media.image,
		video: { ...WHATSAPP_LIMITS.media.video, mimeTypes: ['video/mp4'] },
		audio: {
			...WHATSAPP_LIMITS.media.audio,
			mimeTypes: ['audio/mpeg', 'audio/mp3', 'audio/ogg', 'audio/aac'],
		},
	},
} as const satisfies MessageLimits;

/** Gupshup's rate, from an older article (docs/facts/chat-architect.md#connection). ChatArchitect states none. */
const PACING = { perSecond: 20 } as const;

function notDocumented(what: string): Support {
	return refused(
		`ChatArchitect does not document ${what}.`,
		'Choose another type of message, or try the Gupshup form of it as raw JSON.',
	);
}

const WHATSAPP: Capabilities = {
	messages: {
		text: NATIVE,
		image: NATIVE,
		video: NATIVE,
		audio: NATIVE,
		document: NATIVE,
		sticker: notDocumented('stickers'),
		location: NATIVE,
		contacts: NATIVE,
		reaction: notDocumented('reactions'),
		buttons: NATIVE,
		list: NATIVE,
		linkButton: sentAs(
			'text',
			'ChatArchitect has no link buttons, so the link was written below the text.',
		),
		form: notDocumented('forms (WhatsApp Flows)'),
		template: NATIVE,
		locationRequest: sentAs(
			'text',
			'ChatArchitect cannot ask for a location with a button, so only the question was sent.',
		),
		raw: NATIVE,
	},
	limits: LIMITS,
	customerServiceWindowHours: CUSTOMER_SERVICE_WINDOW_HOURS,
	pacing: PACING,
	// ChatArchitect names the same places (docs/facts/chat-architect.md#restricted-countries).
	restrictedDestinations: RESTRICTED_DESTINATIONS,
	idempotentSend: false,
	markAsRead: false,
	typingIndicator: false,
};

const NOTHING = notCarried('ChatArchitect carries WhatsApp messages only.');

/** Returns the capabilities on a channel; only WhatsApp has any. */
export function capabilities(channel: Channel): Capabilities {
	return channel === 'whatsapp' ? WHATSAPP : NOTHING;
}
