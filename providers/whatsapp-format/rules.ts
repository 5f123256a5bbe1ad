import type { Capabilities } from '../../messaging/capabilities';
import { NATIVE } from '../../messaging/support';

/** WhatsApp's own rules, which apply with every provider (docs/facts/whatsapp-cloud.md#restricted-countries). */

/** Length of the window after the customer's last message. */
export const CUSTOMER_SERVICE_WINDOW_HOURS = 24;

/**
 * ISO 3166. No service in Cuba, Iran, North Korea, Syria and Crimea; no marketing templates to United States numbers
 * since April 2025. The area codes are those of the Russian numbering plan.
 */
export const RESTRICTED_DESTINATIONS = {
	notServed: ['CU', 'IR', 'KP', 'SY'],
	noMarketing: ['US'],
	notServedRegions: [
		{ prefix: '+7978', name: 'Crimea' },
		{ prefix: '+7365', name: 'Crimea' },
		{ prefix: '+7869', name: 'Sevastopol' },
	],
} as const;

/** Pace to one customer: one message in 6 s, after a burst of up to 45 (pair limit). */
export const PACE_PER_RECIPIENT = { perSecond: 1 / 6, burst: 45 } as const;

/** WhatsApp carries every type. */
export const MESSAGES: Capabilities['messages'] = {
	text: NATIVE,
	image: NATIVE,
	video: NATIVE,
	audio: NATIVE,
	document: NATIVE,
	sticker: NATIVE,
	location: NATIVE,
	contacts: NATIVE,
	reaction: NATIVE,
	buttons: NATIVE,
	list: NATIVE,
	linkButton: NATIVE,
	form: NATIVE,
	template: NATIVE,
	locationRequest: NATIVE,
	raw: NATIVE,
};
