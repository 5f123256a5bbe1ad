import type { Capabilities, MessageLimits, Support } from '../../messaging/capabilities';
import { OUTBOUND_TYPES, type OutboundType } from '../../messaging/outbound-message';
import type { Channel } from '../../messaging/provider-names';
import { capabilities as metaCapabilities } from '../whatsappCloud/capabilities';

import { CHANNEL_DOMAINS } from './node';

/**
 * What Blip carries on each channel (facts/blip.md 3 and 7). On WhatsApp Meta's own limits hold, because the messages
 * arrive there in Meta's own form. On the other channels LIME's types are sent.
 */

/** Hours after the customer's last message. */
const CUSTOMER_SERVICE_WINDOW_HOURS = 24;

const NATIVE: Support = { support: 'native' };

/** WhatsApp's own rules hold whoever carries the messages. */
const META = metaCapabilities('whatsapp');

/** Messages of one bot on a paid plan; the free one has 3 (facts/blip.md 1.4). */
const MESSAGES_PER_SECOND = 50;

const WHATSAPP: Capabilities = {
	messages: Object.fromEntries(OUTBOUND_TYPES.map((type) => [type, NATIVE])) as Record<
		OutboundType,
		Support
	>,
	limits: META.limits,
	customerServiceWindowHours: CUSTOMER_SERVICE_WINDOW_HOURS,
	pacing: { ...META.pacing, perSecond: MESSAGES_PER_SECOND },
	restrictedDestinations: META.restrictedDestinations,
	// No page says that a repeated id is dropped, so a repeat may arrive twice.
	idempotentSend: false,
	markAsRead: true,
	// Blip takes the sign, but WhatsApp shows nothing.
	typingIndicator: false,
};

const ONLY_WHATSAPP: Support = {
	support: 'refused',
	why: 'Through Blip this type of message exists on WhatsApp only.',
	remedy: 'Choose another type of message for this channel.',
};

/** Quick replies: eleven is what Messenger shows, the fewest of these channels. */
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
		sticker: { support: 'degraded', as: 'image', how: 'The sticker was sent as a picture.' },
		location: NATIVE,
		contacts: NATIVE,
		reaction: ONLY_WHATSAPP,
		buttons: NATIVE,
		list: {
			support: 'degraded',
			as: 'text',
			how: 'This channel has no lists, so the choices were sent as a numbered text. The customer answers with a number.',
		},
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

const OTHER_CHANNEL: Support = {
	support: 'refused',
	why: 'Blip is set up here for WhatsApp, Messenger, Instagram, Telegram and Blip Chat only.',
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

/** What can be sent on a channel. */
export function capabilities(channel: Channel): Capabilities {
	if (channel === 'whatsapp') return WHATSAPP;
	if (channel === 'instagram') return { ...LIME_CHANNEL, typingIndicator: false };
	return channel in CHANNEL_DOMAINS ? LIME_CHANNEL : NOTHING;
}
