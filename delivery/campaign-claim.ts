import type { CampaignSend } from '../store/contracts/campaigns';
import { INTERRUPTED } from '../store/interrupted-send';
import type { Campaign, DeliveryOutcome } from './delivery';
import type { Journey } from './journey';

/** The last guard: each person gets a campaign once. Asking for it is already the claim. */

/** `undefined`: this delivery may send it, and has the claim from now on. */
export async function claimInCampaign(journey: Journey): Promise<DeliveryOutcome | undefined> {
	const { delivery, ports, facts, progress } = journey;
	const { campaign } = delivery;
	if (campaign === undefined || progress.claim !== undefined) return undefined;
	const { owner, isProcessAlive } = campaign;
	const claimant = { owner, isProcessAlive, realTime: new Date() };
	const send = campaignSend(campaign, journey);
	const claim = await ports.store.campaigns.claim(facts.ends, send, claimant, facts.now);
	if (claim.claim === 'claimed') {
		progress.claim = { id: claim.id };
		return undefined;
	}
	progress.claim = 'somebodyElses';
	if (claim.claim === 'inFlight') return neverEnded(claim.at);
	return alreadySent(claim.claim === 'alreadySent' ? claim.at : undefined);
}

/** Something broke on the way. The claim stays where a request may have left. */
export async function giveClaimBack({ ports, progress }: Journey): Promise<void> {
	const { claim, isRequested } = progress;
	if (claim === undefined || claim === 'somebodyElses') return;
	const state = isRequested ? 'unknown' : 'failed';
	await ports.store.campaigns.finish(claim.id, { state, ...INTERRUPTED }).catch(() => undefined);
}

/** What the store is told of this message of the campaign. */
export function campaignSend({ name }: Campaign, { progress }: Journey): CampaignSend {
	const { message } = progress;
	return { campaign: name, ...(message.type === 'template' && { templateName: message.name }) };
}

function alreadySent(at: string | undefined): DeliveryOutcome {
	const when = at === undefined ? 'is being sent to this person just now' : `went out at ${at}`;
	return {
		outcome: 'blocked',
		blocked: {
			code: 'alreadySentInCampaign',
			reason: `The message of this campaign ${when}, and each person gets it once.`,
			remedy: 'Nothing is to be done. To write to the same people anew, use another campaign name.',
		},
	};
}

/** Kept back and no failure: one such person must not keep a mailing that is run again from reaching the others. */
function neverEnded(at: string): DeliveryOutcome {
	return {
		outcome: 'blocked',
		blocked: {
			code: 'campaignSendUnknown',
			reason: `Nobody can tell whether this person has the message of this campaign: an earlier try began at ${at}, and n8n stopped or the connection broke before the provider answered.`,
			remedy:
				'Look into the chat, or wait for the delivery receipt. If the message is not there, send it without a campaign name.',
		},
	};
}
