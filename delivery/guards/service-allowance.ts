import { PASS, type Guard } from './guard';

/**
 * The free service messages of a number and month on WhatsApp, since 1 October 2026. Without a payment method nothing is
 * delivered after them (docs/facts/whatsapp-cloud.md#price-of-service-messages).
 */
export const FREE_SERVICE_MESSAGES = 1_000;

/** Adds a notice to messages after the free ones. Blocks none. */
export const serviceAllowance: Guard = (message, { serviceMessages }) => {
	if (message.type === 'template' || serviceMessages === undefined) return PASS;
	if (serviceMessages < FREE_SERVICE_MESSAGES) return PASS;
	return {
		verdict: 'pass',
		notice: `The ${FREE_SERVICE_MESSAGES} free service messages of this month are used up (${serviceMessages} delivered), so this one is billed.`,
	};
};
