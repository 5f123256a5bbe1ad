import { block, PASS, type Guard } from './guard';

/**
 * Providers let a business begin to write to so many people within 24 hours
 * (docs/facts/whatsapp-cloud.md#messaging-limit); what is beyond is refused, and tried again in vain. People who have
 * been written to already may get more.
 */
export const messagingLimit: Guard = (_message, { rules, recipientUse }) => {
	const limit = rules.messagingLimit;
	if (limit === undefined || recipientUse === undefined || !recipientUse.isNew()) return PASS;
	const used = recipientUse.used();
	if (used >= limit.people) {
		return block(
			'messagingLimitReached',
			`This number has begun to write to ${used} people in the last 24 hours, and the limit is ${limit.people}.`,
			'Send it later, for example behind a Wait node, or raise the limit under Options > Messaging Limit. Number > Get Health shows the present limit.',
		);
	}
	const percent = ((used + 1) / limit.people) * 100;
	if (percent < limit.warnAtPercent) return PASS;
	return {
		verdict: 'pass',
		notice: `${used + 1} of ${limit.people} people of the messaging limit are used in the last 24 hours.`,
	};
};
