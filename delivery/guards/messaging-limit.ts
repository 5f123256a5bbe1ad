import { block, PASS, type Guard } from './guard';

/**
 * Blocks a new customer when the messaging limit is used up: the number of customers that a business number may start
 * with in 24 hours (docs/facts/whatsapp-cloud.md#messaging-limit). The provider refuses everything beyond it, also when
 * it is retried. Customers who count already may get more messages.
 */
export const messagingLimit: Guard = (_message, { rules, recipientUse }) => {
	const limit = rules.messagingLimit;
	if (limit === undefined || recipientUse === undefined || !recipientUse.isNew()) return PASS;
	const used = recipientUse.used();
	if (used >= limit.people) {
		return block(
			'messagingLimitReached',
			`This number started conversations with ${used} customers in the last 24 hours, and the limit is ${limit.people}.`,
			'Send it later, for example behind a Wait node, or raise the limit under Options > Messaging Limit. Number > Get Health shows the present limit.',
		);
	}
	const percent = ((used + 1) / limit.people) * 100;
	if (percent < limit.warnAtPercent) return PASS;
	return {
		verdict: 'pass',
		notice: `${used + 1} of ${limit.people} customers of the messaging limit are used in the last 24 hours.`,
	};
};
