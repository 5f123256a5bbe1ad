import type { Capabilities, MessageLimits } from '../../messaging/capabilities';
import type { Channel } from '../../messaging/provider-names';
import { NATIVE, notCarried, refused, sentAs } from '../../messaging/support';
import { WHATSAPP_LIMITS } from '../whatsapp-format/limits';
import {
	CUSTOMER_SERVICE_WINDOW_HOURS,
	MESSAGES,
	PACE_PER_RECIPIENT,
	RESTRICTED_DESTINATIONS,
} from '../whatsapp-format/rules';
import { CHANNEL_DOMAINS } from './node';

/**
 * Capabilities of Blip on each channel (docs/facts/blip.md#content-types and docs/facts/blip.md#whatsapp-on-blip). On
 * WhatsApp, Meta's own limits apply, because the messages are sent in Meta's own form. On the other channels LIME's
 * types are sent.
 */

/** Messages of one bot on a paid plan; the free one has 3 (docs/facts/blip.md#rate-limits). */
const MESSAGES_PER_SECOND = 50;

const WHATSAPP: Capabilities = {
	messages: MESSAGES,
	limits: WHATSAPP_LIMITS,
	customerServiceWindowHours: CUSTOMER_SERVICE_WINDOW_HOURS,
	pacing: { perSecond: MESSAGES_PER_SECOND, perRecipient: PACE_PER_RECIPIENT },
	restrictedDestinations: RESTRICTED_DESTINATIONS,
	// No page says that a repeated id is dropped, so a repeat may be delivered twice.
	idempotentSend: false,
	markAsRead: true,
	// Blip accepts the typing indicator, but WhatsApp shows nothing.
	typingIndicator: false,
};

const ONLY_WHATSAPP = refused(
	'Through Blip this type of message exists on WhatsApp only.',
	'Choose another type of message for this channel.',
);

/** Limits of LIME's messages. Messenger shows the fewest quick replies of these channels, eleven. */
const LIME_LIMITS: MessageLimits = {
	buttons: { count: 11, titleCharacters: 20, idCharacters: 256 },
	linkButton: { titleCharacters: 20 },
	contacts: { count: 1 },
};

const LIME_CHANNEL: Capabilities = {
	messages: {
		text: NATIVE,
		image: NATIVE,
		video: NATIVE,
		audio: NATIVE,
		document: NATIVE,
		sticker: sentAs('image', 'The sticker was sent as a picture.'),
		location: NATIVE,
		contacts: NATIVE,
		reaction: ONLY_WHATSAPP,
		buttons: NATIVE,
		list: sentAs(
			'text',
			'This channel has no lists, so the choices were sent as a numbered text. The customer answers with a number.',
		),
		linkButton: NATIVE,
		form: ONLY_WHATSAPP,
		template: ONLY_WHATSAPP,
		locationRequest: NATIVE,
		raw: NATIVE,
	},
	limits: LIME_LIMITS,
	pacing: { perSecond: MESSAGES_PER_SECOND },
	idempotentSend: false,
	markAsRead: true,
	typingIndicator: true,
};

const NOTHING = notCarried(
	'Blip is set up here for WhatsApp, Messenger, Instagram, Telegram and Blip Chat only.',
);

/** Returns the capabilities on a channel. */
export function capabilities(channel: Channel): Capabilities {
	if (channel === 'whatsapp') return WHATSAPP;
	if (channel === 'instagram') return { ...LIME_CHANNEL, typingIndicator: false };
	return channel in CHANNEL_DOMAINS ? LIME_CHANNEL : NOTHING;
}
