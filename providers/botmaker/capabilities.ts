import type { Capabilities, MessageLimits, Support } from '../../messaging/capabilities';
import type { OutboundMessage, OutboundType } from '../../messaging/outbound-message';
import type { Channel } from '../../messaging/provider-names';
import { NATIVE, notCarried, refused, sentAs } from '../../messaging/support';
import { WHATSAPP_LIMITS } from '../whatsapp-format/limits';
import { CUSTOMER_SERVICE_WINDOW_HOURS } from '../whatsapp-format/rules';
import { FILE_KINDS } from './file-kinds';
import { isCarried, type BotmakerChannel } from './platform';

/**
 * Capabilities of Botmaker on each channel, with their limits (docs/facts/botmaker.md#messages and
 * docs/facts/botmaker.md#files). Limits that are not documented are absent: Botmaker refuses such messages itself, and
 * its reason is shown.
 */

const MEGABYTE = 1024 * 1024;

/** Lengths in Unicode code points, sizes in bytes. Sizes on WhatsApp are Meta's; Botmaker states none. */
const LIMITS_ON_WHATSAPP = {
	textCharacters: WHATSAPP_LIMITS.textCharacters,
	captionCharacters: WHATSAPP_LIMITS.captionCharacters,
	interactive: WHATSAPP_LIMITS.interactive,
	list: { ...WHATSAPP_LIMITS.list, bodyCharacters: 1024 },
	linkButton: WHATSAPP_LIMITS.linkButton,
	template: { headerCharacters: WHATSAPP_LIMITS.template.headerCharacters },
	media: media({ image: 5, video: 16, audio: 16, document: 100 }),
} as const satisfies MessageLimits;

const TELEGRAM_LIMITS: MessageLimits = {
	textCharacters: 4096,
	media: media({ image: 5, video: 50, audio: 20, document: 50 }),
};

const OTHER_LIMITS: MessageLimits = {
	media: media({ image: 5, video: 5, audio: 5, document: 25 }),
};

function media(
	megabytes: Record<keyof typeof FILE_KINDS, number>,
): NonNullable<MessageLimits['media']> {
	return {
		image: { maxBytes: megabytes.image * MEGABYTE, mimeTypes: FILE_KINDS.image },
		video: { maxBytes: megabytes.video * MEGABYTE, mimeTypes: FILE_KINDS.video },
		audio: { maxBytes: megabytes.audio * MEGABYTE, mimeTypes: FILE_KINDS.audio },
		document: { maxBytes: megabytes.document * MEGABYTE, mimeTypes: FILE_KINDS.document },
	};
}

const EVERYWHERE = {
	text: NATIVE,
	image: NATIVE,
	video: NATIVE,
	audio: NATIVE,
	document: NATIVE,
	location: NATIVE,
	raw: NATIVE,
	sticker: refused(
		'Botmaker sends no stickers.',
		'Send the picture as an image (JPEG or PNG) instead.',
	),
	reaction: refused(
		'Botmaker gives reactions no id, so their outcome would be unknown.',
		'Answer with a short text or an emoji instead.',
	),
	form: refused(
		'Botmaker sends no forms.',
		'Ask the questions one after the other, or send a link to a web form.',
	),
} satisfies Partial<Record<OutboundType, Support>>;

/** Returns whether a file is above a link button, where Botmaker accepts text or a picture only. */
function hasFileAbove(message: OutboundMessage): { as: OutboundType; how: string } | undefined {
	if (message.type !== 'linkButton') return undefined;
	const above = message.header?.type;
	return above === 'video' || above === 'document'
		? {
				as: 'text',
				how: 'Botmaker shows no video and no document above a link button, so everything was sent as text with links.',
			}
		: undefined;
}

const WHATSAPP: Capabilities = {
	messages: {
		...EVERYWHERE,
		contacts: NATIVE,
		// A button of Botmaker names an intent, a flow of Botmaker's own bot. A tap starts that flow instead of sending an
		// event here. A row of a list returns the id that it was given.
		buttons: sentAs(
			'list',
			'Buttons of Botmaker start its own bot, so the choices were sent as a list, whose taps come to the workflow.',
		),
		list: NATIVE,
		linkButton: { support: 'native', unless: hasFileAbove },
		locationRequest: NATIVE,
		template: NATIVE,
	},
	limits: LIMITS_ON_WHATSAPP,
	customerServiceWindowHours: CUSTOMER_SERVICE_WINDOW_HOURS,
	idempotentSend: false,
	// Botmaker's request for both needs the contact, which is unknown where only a message is named.
	markAsRead: false,
	typingIndicator: false,
};

const NUMBERED = sentAs(
	'text',
	'Buttons of Botmaker start its own bot, so the choices were sent as a numbered text. The customer answers with a number.',
);

const ELSEWHERE: Capabilities['messages'] = {
	...EVERYWHERE,
	contacts: sentAs(
		'text',
		'Botmaker sends contact cards on WhatsApp only, so the contact was sent as text.',
	),
	buttons: NUMBERED,
	list: NUMBERED,
	linkButton: sentAs(
		'text',
		'Botmaker sends link buttons on WhatsApp only, so the link was sent as text.',
	),
	locationRequest: sentAs(
		'text',
		'Botmaker can ask for a location on WhatsApp only, so the question was sent as text.',
	),
	template: refused(
		'Templates exist on WhatsApp only.',
		'Send a text. To start a flow of Botmaker here, use raw JSON with "intentIdOrName".',
	),
};

function elsewhere(limits: MessageLimits): Capabilities {
	return {
		messages: ELSEWHERE,
		limits,
		idempotentSend: false,
		markAsRead: false,
		typingIndicator: false,
	};
}

const CARRIED: Readonly<Record<BotmakerChannel, Capabilities>> = {
	whatsapp: WHATSAPP,
	messenger: elsewhere(OTHER_LIMITS),
	instagram: elsewhere(OTHER_LIMITS),
	telegram: elsewhere(TELEGRAM_LIMITS),
	webchat: elsewhere(OTHER_LIMITS),
};

const NOTHING = notCarried(
	'Botmaker carries WhatsApp, Messenger, Instagram, Telegram and web chat here.',
);

/** Returns the capabilities on a channel; none on channels that Botmaker does not serve here. */
export function capabilities(channel: Channel): Capabilities {
	return isCarried(channel) ? CARRIED[channel] : NOTHING;
}
