import type { MessagingEvent, MessageType } from './event';

/**
 * The customer service window: for so many hours after the customer's last message a business may write freely; outside
 * of it WhatsApp takes approved templates only (docs/facts/whatsapp-cloud.md#customer-service-window).
 */

const MILLISECONDS_PER_HOUR = 3_600_000;

/** It is stated nowhere whether a bare reaction opens the window, so only what a person really wrote counts. */
const OPENS_NOTHING: ReadonlySet<MessageType> = new Set(['reaction', 'unsupported']);

/** Whether the event starts the window anew. */
export function opensWindow(event: MessagingEvent): boolean {
	if (event.event === 'buttonClick') return true;
	if (event.event === 'consent') return event.message !== undefined;
	return (
		event.event === 'message' &&
		event.message !== undefined &&
		!OPENS_NOTHING.has(event.message.type) &&
		event.message.editOf === undefined
	);
}

/** ISO 8601 UTC: the end of the window that a message at `timestamp` opens. */
export function windowEnd(timestamp: string, hours: number): string {
	return new Date(Date.parse(timestamp) + hours * MILLISECONDS_PER_HOUR).toISOString();
}

/** Whether free text may be sent. The last moment of the window is already outside. */
export function isWindowOpen(windowExpiresAt: string | undefined, now: Date): boolean {
	return windowExpiresAt !== undefined && now.getTime() < Date.parse(windowExpiresAt);
}
