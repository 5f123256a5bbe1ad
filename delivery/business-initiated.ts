import { isWindowOpen } from '../messaging/customer-service-window';
import type { OutboundMessage } from '../messaging/outbound-message';

/**
 * Whether the business begins: what goes out while no customer service window is open, by which providers count how
 * many people a number writes to in 24 hours (docs/facts/whatsapp-cloud.md#messaging-limit). A template counts then.
 * Free text counts where the window is known to be closed; where nothing is known, the provider takes it only inside a
 * window.
 */
export function isBusinessInitiated(
	message: OutboundMessage,
	windowExpiresAt: string | undefined,
	now: Date,
): boolean {
	if (isWindowOpen(windowExpiresAt, now)) return false;
	return message.type === 'template' || windowExpiresAt !== undefined;
}
