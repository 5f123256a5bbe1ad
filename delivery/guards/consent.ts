import type { OutboundMessage } from '../../messaging/outbound-message';
import { block, PASS, type Guard } from './guard';

/** Blocks messages to customers who opted out, and promotions to customers who opted out of promotions. */
export const consent: Guard = (message, { consent: { all, marketing }, rules }) => {
	if (rules.consent === 'ignore') return PASS;
	if (all === 'optedOut') {
		return block(
			'optedOut',
			'This customer opted out of all messages.',
			'Do not write to them until they write an opt-in word, or record a new consent with Contact > Opt In.',
		);
	}
	const promotion = isPromotion(message);
	if (promotion && marketing === 'optedOut') {
		return block(
			'optedOutOfMarketing',
			'This customer opted out of promotions, and this template is a marketing template.',
			'Send it only to customers who accept promotions. Service messages and utility templates may still be sent.',
		);
	}
	if (rules.consent !== 'requireOptIn') return PASS;
	if (all === 'optedIn' || (promotion && marketing === 'optedIn')) return PASS;
	return block(
		'noOptIn',
		'No opt-in is recorded for this customer, and this node requires one.',
		'Record the consent with Contact > Opt In first, or choose "Respect Opt-Out" under Options > Consent.',
	);
};

function isPromotion(message: OutboundMessage): boolean {
	return message.type === 'template' && message.category === 'marketing';
}
