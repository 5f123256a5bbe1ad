import type { Capabilities } from '../../messaging/capabilities';
import type { Channel } from '../../messaging/provider-names';
import { notCarried } from '../../messaging/support';
import { WHATSAPP_LIMITS } from '../whatsapp-format/limits';
import {
	CUSTOMER_SERVICE_WINDOW_HOURS,
	MESSAGES,
	PACE_PER_RECIPIENT,
	RESTRICTED_DESTINATIONS,
} from '../whatsapp-format/rules';

/** Capabilities of the Cloud API: those of WhatsApp, and no other channel. */

/**
 * Rate of one number (docs/facts/whatsapp-cloud.md#throughput). Numbers shared with the WhatsApp Business app have 20,
 * which the user sets in the node.
 */
const MESSAGES_PER_SECOND = 80;

const WHATSAPP: Capabilities = {
	messages: MESSAGES,
	limits: WHATSAPP_LIMITS,
	customerServiceWindowHours: CUSTOMER_SERVICE_WINDOW_HOURS,
	pacing: { perSecond: MESSAGES_PER_SECOND, perRecipient: PACE_PER_RECIPIENT },
	restrictedDestinations: RESTRICTED_DESTINATIONS,
	idempotentSend: false,
	markAsRead: true,
	typingIndicator: true,
};

const NOTHING = notCarried('WhatsApp Cloud carries WhatsApp messages only.');

export function capabilities(channel: Channel): Capabilities {
	return channel === 'whatsapp' ? WHATSAPP : NOTHING;
}
