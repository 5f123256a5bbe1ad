import { countryOf } from '../../messaging/phone';
import { block, PASS, type Guard } from './guard';

/**
 * Blocks countries that a provider does not serve, or not with promotions. The message would be charged for and never
 * arrive.
 */
export const destination: Guard = (message, { capabilities, contact, to }) => {
	const restrictions = capabilities.restrictedDestinations;
	const phone = to.phone ?? contact?.phone;
	const country = phone === undefined ? undefined : countryOf(phone);
	if (restrictions === undefined || country === undefined) return PASS;
	const region = restrictions.notServedRegions?.find(({ prefix }) => phone?.startsWith(prefix));
	if (region !== undefined || restrictions.notServed.includes(country)) {
		const place = region === undefined ? `this country (${country})` : region.name;
		return block(
			'countryNotServed',
			`Messages cannot be delivered to ${place} on this channel.`,
			'Reach this customer in another way.',
		);
	}
	const isPromotion = message.type === 'template' && message.category === 'marketing';
	if (isPromotion && restrictions.noMarketing.includes(country)) {
		return block(
			'noMarketingInCountry',
			`Marketing templates are not delivered to this country (${country}).`,
			'If it is not a promotion, have it approved as a utility template. Otherwise reach this customer in another way.',
		);
	}
	return PASS;
};
