import { PASS, type Guard } from './guard';

/**
 * Since 1 October 2026 the first 1,000 service messages of a number and month are free on WhatsApp, and without a
 * payment method nothing is delivered after them (docs/facts/whatsapp-cloud.md#price-of-service-messages). Only says
 * so.
 */
export const FREE_SERVICE_MESSAGES = 1_000;

export const serviceAllowance: Guard = (message, { serviceMessages }) => {
	if (message.type === 'template' || serviceMessages === undefined) return PASS;
	if (serviceMessages < FREE_SERVICE_MESSAGES) return PASS;
	return {
		verdict: 'pass',
		notice: `The ${FREE_SERVICE_MESSAGES} free service messages of this month are used up (${serviceMessages} delivered), so this one is billed.`,
	};
};
