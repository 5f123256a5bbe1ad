import { randomUUID } from 'node:crypto';

import type { Choice } from '../messaging/typed-choice';
import type { OutboundMessage } from '../messaging/outbound-message';
import type { OutboundRecord } from '../store/contracts/messages';
import type { Parties } from '../store/contracts/parties';
import { isBusinessInitiated } from './business-initiated';
import { campaignSend } from './campaign-claim';
import type { DeliveryOutcome } from './delivery';
import type { DeliveryContext } from './delivery-context';

/** What is written down of a delivery, whatever became of it. Never rejects: the outcome matters more. */

/**
 * The message is out, and whatever happens here must not make it look unsent, or somebody sends it twice.
 *
 * @returns what the user should know
 */
export async function recordAccepted(
	messageId: string,
	message: OutboundMessage,
	choices: Choice[] | undefined,
	context: DeliveryContext,
): Promise<string[]> {
	const { ports, facts, progress } = context;
	const sentTo: Parties = { ...facts.parties, contact: progress.recipient };
	const claimId = typeof progress.claim === 'object' ? progress.claim.id : undefined;
	const sent = { messageId, state: 'accepted', ...described(message, context), claimId } as const;
	try {
		await ports.store.messages.recordSent(sentTo, sent, facts.now);
		if (choices) await ports.store.conversations.rememberChoices(sentTo, choices, facts.now);
		return [];
	} catch {
		return ['The message was sent, but the conversation store could not record it.'];
	}
}

/** In front of what stands in place of a provider's message id. */
const WITHOUT_ID = 'unsent:';

/** What was kept back or refused, or of which nobody can tell, and that has no id of the provider. */
export async function recordNotSent(
	outcome: Exclude<DeliveryOutcome, { outcome: 'accepted' }>,
	context: DeliveryContext,
): Promise<void> {
	const { delivery, ports, facts, progress } = context;
	const { campaigns, messages } = ports.store;
	const { claim, message } = progress;
	if (claim === 'claimedElsewhere') return;
	const state = outcome.outcome;
	const error = errorOf(outcome);
	try {
		if (claim !== undefined) {
			await campaigns.finish(claim.id, { state, code: error.code, title: error.title });
		} else if (delivery.campaign !== undefined && outcome.outcome === 'blocked') {
			const send = campaignSend(delivery.campaign, context);
			await campaigns.recordBlocked(facts.parties, send, outcome.blocked, facts.now);
		} else {
			const messageId = `${WITHOUT_ID}${randomUUID()}`;
			const record = { messageId, state, error, ...described(message, context) };
			await messages.recordSent(facts.parties, record, facts.now);
		}
	} catch {
		// A claim that could not be ended stays, and counts as unknown: nothing is sent twice for it.
	}
}

function errorOf(
	outcome: Exclude<DeliveryOutcome, { outcome: 'accepted' }>,
): NonNullable<OutboundRecord['error']> {
	return outcome.outcome === 'blocked'
		? { ...outcome.blocked, title: outcome.blocked.reason }
		: outcome.error;
}

function described(message: OutboundMessage, { delivery, facts }: DeliveryContext) {
	return {
		type: message.type,
		reference: message.reference,
		templateName: message.type === 'template' ? message.name : undefined,
		category: message.type === 'template' ? message.category : undefined,
		businessInitiated: isBusinessInitiated(message, facts.conversation?.windowExpiresAt, facts.now),
		campaign: delivery.campaign?.name,
	};
}
