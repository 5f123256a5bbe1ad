import type { MessagingEvent, MessageType } from './event';

/**
 * The customer service window: the hours after the customer's last message in which a business may write freely.
 * Outside of it WhatsApp accepts only approved templates (docs/facts/whatsapp-cloud.md#customer-service-window).
 */

const MILLISECONDS_PER_HOUR = 3_600_000;

/** No provider documents whether a reaction opens the window, so only messages do. */
const TYPES_THAT_DO_NOT_OPEN_WINDOW: ReadonlySet<MessageType> = new Set([
	'reaction',
	'unsupported',
]);

/** Returns whether the event restarts the window. */
export function opensWindow(event: MessagingEvent): boolean {
	if (event.event === 'buttonClick') return true;
	if (event.event === 'consent') return event.message !== undefined;
	return (
		event.event === 'message' &&
		event.message !== undefined &&
		!TYPES_THAT_DO_NOT_OPEN_WINDOW.has(event.message.type) &&
		event.message.editOf === undefined
	);
}

/** Returns the end of the window that a message at `timestamp` opens, in ISO 8601 UTC. */
export function windowEnd(timestamp: string, hours: number): string {
	return new Date(Date.parse(timestamp) + hours * MILLISECONDS_PER_HOUR).toISOString();
}

/** Returns whether free text may be sent. The end of the window is exclusive. */
export function isWindowOpen(windowExpiresAt: string | undefined, now: Date): boolean {
	return windowExpiresAt !== undefined && now.getTime() < Date.parse(windowExpiresAt);
}
