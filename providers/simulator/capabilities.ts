import type { Capabilities, MessageLimits } from '../../messaging/capabilities';
import type { Channel } from '../../messaging/provider-names';
import { WHATSAPP_LIMITS } from '../whatsapp-format/limits';
import { CUSTOMER_SERVICE_WINDOW_HOURS, MESSAGES } from '../whatsapp-format/rules';

/**
 * The Simulator plays WhatsApp: what fails there must fail here, or the change to a real provider would bring
 * surprises. One number is smaller: a file may have 5 MB, because it travels as a `data:` address.
 */

/** Bytes. */
export const MAX_FILE_BYTES = 5 * 1024 * 1024;

const { image, video, audio, document, sticker } = WHATSAPP_LIMITS.media;

/** Lengths in Unicode code points, sizes in bytes. */
export const LIMITS = {
	...WHATSAPP_LIMITS,
	/** The smaller of the two numbers that are in use: Meta's page advises 30 at most, some libraries enforce 20. */
	form: { buttonTextCharacters: 20 },
	media: {
		image: { ...image, maxBytes: MAX_FILE_BYTES },
		video: { ...video, maxBytes: MAX_FILE_BYTES },
		audio: { ...audio, maxBytes: MAX_FILE_BYTES },
		document: { ...document, maxBytes: MAX_FILE_BYTES },
		sticker,
	},
} as const satisfies MessageLimits;

const CAPABILITIES: Capabilities = {
	messages: MESSAGES,
	limits: LIMITS,
	customerServiceWindowHours: CUSTOMER_SERVICE_WINDOW_HOURS,
	idempotentSend: false,
	markAsRead: true,
	typingIndicator: true,
};

/** The same for every channel: the Simulator has only one, and it is WhatsApp's double. */
export function capabilities(_channel: Channel): Capabilities {
	return CAPABILITIES;
}
