import type { Capabilities, Support } from '../../messaging/capabilities';
import type { Channel } from '../../messaging/provider-names';
import { NATIVE, notCarried, refused, sentAs } from '../../messaging/support';
import { CUSTOMER_SERVICE_WINDOW_HOURS, MESSAGES } from '../whatsapp-format/rules';
import { SMS_LIMITS, VIBER_LIMITS, WHATSAPP_LIMITS } from './limits';
import { documentInstead, linkButtonInstead, listInstead, templateInstead } from './viber-fit';

/**
 * Capabilities of Infobip on WhatsApp, Viber and SMS, and the forms of all other types
 * (docs/facts/infobip.md#whatsapp-messages and docs/facts/infobip.md#viber-messages).
 */

/**
 * Rate of all of WhatsApp's send endpoints together (docs/facts/infobip.md#rate-limits). For Viber and SMS nothing is
 * published.
 */
const WHATSAPP_MESSAGES_PER_SECOND = 4000;

const NO_REACTIONS = refused(
	'Infobip cannot send reactions.',
	'Send a short text instead, as an answer to the message.',
);

const WHATSAPP: Capabilities = {
	messages: { ...MESSAGES, reaction: NO_REACTIONS },
	limits: WHATSAPP_LIMITS,
	customerServiceWindowHours: CUSTOMER_SERVICE_WINDOW_HOURS,
	pacing: { perSecond: WHATSAPP_MESSAGES_PER_SECOND },
	idempotentSend: false,
	markAsRead: true,
	typingIndicator: true,
};

const FORM_REFUSED = refused(
	'A form (Flow) exists on WhatsApp only.',
	'Ask the questions one after the other, or send a link to a form on the web.',
);

function inWords(how: string): Support {
	return sentAs('text', how);
}

const VIBER: Capabilities = {
	messages: {
		text: NATIVE,
		image: NATIVE,
		video: inWords(
			'Viber demands the length and a preview picture of a video, which are unknown here, so a link to it was sent.',
		),
		audio: inWords('Viber accepts no sound files from businesses, so a link to it was sent.'),
		document: { support: 'native', unless: documentInstead },
		sticker: inWords('Viber accepts no stickers from businesses, so a link to it was sent.'),
		location: inWords('Viber accepts no locations from businesses, so a link to a map was sent.'),
		contacts: inWords('Viber accepts no contact cards from businesses, so they were sent as text.'),
		reaction: NO_REACTIONS,
		buttons: sentAs(
			'list',
			'Viber has no reply buttons, so the choices were sent as a list, or as a numbered text where they do not fit into one.',
		),
		list: { support: 'native', unless: listInstead, answersAsText: true },
		linkButton: { support: 'native', unless: linkButtonInstead },
		form: FORM_REFUSED,
		template: { support: 'native', unless: templateInstead },
		locationRequest: inWords('Viber cannot request a location, so the question was sent as text.'),
		raw: NATIVE,
	},
	limits: VIBER_LIMITS,
	idempotentSend: false,
	markAsRead: false,
	typingIndicator: false,
};

const SMS_LINK = inWords('An SMS carries no files, so a link was sent.');
const SMS_CHOICES = inWords(
	'An SMS has no buttons, so the choices were sent as a numbered text. The customer answers with a number.',
);

const SMS: Capabilities = {
	messages: {
		text: NATIVE,
		image: SMS_LINK,
		video: SMS_LINK,
		audio: SMS_LINK,
		document: SMS_LINK,
		sticker: SMS_LINK,
		location: inWords('An SMS carries no locations, so a link to a map was sent.'),
		contacts: inWords('An SMS carries no contact cards, so they were sent as text.'),
		reaction: NO_REACTIONS,
		buttons: SMS_CHOICES,
		list: SMS_CHOICES,
		linkButton: inWords('An SMS has no buttons, so the link was sent in the text.'),
		form: FORM_REFUSED,
		template: inWords('Templates exist on WhatsApp and Viber only, so its text was sent.'),
		locationRequest: inWords('An SMS cannot request a location, so the question was sent as text.'),
		raw: NATIVE,
	},
	limits: SMS_LIMITS,
	idempotentSend: false,
	markAsRead: false,
	typingIndicator: false,
};

const NOTHING = notCarried(
	'Through Infobip this package carries WhatsApp, Viber and SMS.',
	'Choose one of these channels, or a provider that carries the other.',
);

/** Returns the capabilities on a channel. */
export function capabilities(channel: Channel): Capabilities {
	switch (channel) {
		case 'whatsapp':
			return WHATSAPP;
		case 'viber':
			return VIBER;
		case 'sms':
			return SMS;
		default:
			return NOTHING;
	}
}
