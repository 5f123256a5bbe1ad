import type { CampaignSend } from '../store/contracts/campaigns';
import { INTERRUPTED } from '../store/interrupted-send';
import type { Campaign, DeliveryOutcome } from './delivery';
import type { DeliveryContext } from './delivery-context';

/**
 * Claims the campaign message for this customer. This is the last guard: each customer gets a campaign once.
 *
 * @returns `undefined` when this delivery holds the claim and may send; otherwise why it is blocked
 */
export async function claimInCampaign(
	context: DeliveryContext,
): Promise<DeliveryOutcome | undefined> {
	const { delivery, ports, facts, progress } = context;
	const { campaign } = delivery;
	if (campaign === undefined || progress.claim !== undefined) return undefined;
	const { owner, isProcessAlive } = campaign;
	const claimant = { owner, isProcessAlive, realTime: new Date() };
	const send = campaignSend(campaign, context);
	const claim = await ports.store.campaigns.claim(facts.parties, send, claimant, facts.now);
	if (claim.claim === 'claimed') {
		progress.claim = { id: claim.id };
		return undefined;
	}
	progress.claim = 'claimedElsewhere';
	if (claim.claim === 'outcomeUnknown') return blockUnknownOutcome(claim.at);
	if (claim.claim === 'waiting') return failedLately(claim);
	return alreadySent(claim.claim === 'alreadySent' ? claim.at : undefined);
}

/** Ends the claim of a delivery that was interrupted. A claim whose request may have been sent becomes `unknown`. */
export async function abandonClaim({ ports, progress }: DeliveryContext): Promise<void> {
	const { claim, isRequested } = progress;
	if (claim === undefined || claim === 'claimedElsewhere') return;
	const state = isRequested ? 'unknown' : 'failed';
	await ports.store.campaigns.finish(claim.id, { state, ...INTERRUPTED }).catch(() => undefined);
}

/** Describes this message of the campaign for the store. */
export function campaignSend({ name }: Campaign, { progress }: DeliveryContext): CampaignSend {
	const { message } = progress;
	return { campaign: name, ...(message.type === 'template' && { templateName: message.name }) };
}

function failedLately({ title, until }: { title: string; until: string }): DeliveryOutcome {
	return {
		outcome: 'blocked',
		blocked: {
			code: 'campaignRetryLater',
			reason: `The message of this campaign was not delivered (${title}), and may be sent again from ${until}.`,
			remedy: 'Run the campaign again after that time.',
		},
	};
}

function alreadySent(at: string | undefined): DeliveryOutcome {
	const when = at === undefined ? 'is being sent to this customer now' : `was sent at ${at}`;
	return {
		outcome: 'blocked',
		blocked: {
			code: 'alreadySentInCampaign',
			reason: `The message of this campaign ${when}, and each customer gets it once.`,
			remedy: 'No action needed. To write to the same customers again, use another campaign name.',
		},
	};
}

/** Returns a block instead of an error: one such customer must not stop a repeated mailing from reaching the others. */
function blockUnknownOutcome(at: string): DeliveryOutcome {
	return {
		outcome: 'blocked',
		blocked: {
			code: 'campaignSendUnknown',
			reason: `It is unknown whether this customer received the campaign message: an earlier attempt began at ${at}, and n8n stopped or the connection was lost before the provider answered.`,
			remedy:
				'Check the chat, or wait for the delivery receipt. If the message is not there, send it without a campaign name.',
		},
	};
}
