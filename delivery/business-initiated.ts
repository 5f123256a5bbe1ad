import { isWindowOpen } from '../messaging/customer-service-window';
import type { OutboundMessage } from '../messaging/outbound-message';

/**
 * Returns whether the business starts the conversation: the message goes out while no customer service window is open.
 * Providers limit how many customers a number may start with in 24 hours
 * (docs/facts/whatsapp-cloud.md#messaging-limit). Outside of an open window a template counts. Free text counts only if
 * the window is known to be closed, because the provider accepts it inside a window only.
 */
export function isBusinessInitiated(
	message: OutboundMessage,
	windowExpiresAt: string | undefined,
	now: Date,
): boolean {
	if (isWindowOpen(windowExpiresAt, now)) return false;
	return message.type === 'template' || windowExpiresAt !== undefined;
}
