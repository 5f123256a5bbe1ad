import type { Capabilities, MessageLimits } from '../../messaging/capabilities';
import type { Channel } from '../../messaging/provider-names';
import { WHATSAPP_LIMITS } from '../whatsapp-format/limits';
import { CUSTOMER_SERVICE_WINDOW_HOURS, MESSAGES } from '../whatsapp-format/rules';

/**
 * Capabilities of the Simulator, which are WhatsApp's: a message that fails there must fail here, too. One limit is
 * smaller: a file may have 5 MB, because it is sent as a `data:` address.
 */

/** Bytes. */
export const MAX_FILE_BYTES = 5 * 1024 * 1024;

const { image, video, audio, document, sticker } = WHATSAPP_LIMITS.media;

/** Lengths in Unicode code points, sizes in bytes. */
export const LIMITS = {
	...WHATSAPP_LIMITS,
	/** The smaller of the two limits in use: Meta's page advises 30 at most, some libraries enforce 20. */
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

/** Returns the same for every channel, because the Simulator has only one, which behaves like WhatsApp. */
export function capabilities(_channel: Channel): Capabilities {
	return CAPABILITIES;
}
