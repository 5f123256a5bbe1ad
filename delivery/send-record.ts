import { randomUUID } from 'node:crypto';

import type { OutboundMessage, OutboundType } from '../messaging/outbound-message';
import type { CampaignSend } from '../store/campaign-contract';
import type { Ends, OutboundRecord, Owner, Store } from '../store/store';
import { isBusinessInitiated } from './business-initiated';
import type { DeliveryOutcome } from './deliver';

/** A mailing of which each person gets one, and who sends it here. */
export interface Campaign {
	/** Its name. */
	name: string;
	owner: Owner;
	/** Of this host. */
	isProcessAlive: (processId: number) => boolean;
}

/**
 * What is written down of one delivery: the claim of a campaign before anything leaves, and at the end what became of
 * the message, also of one that was kept back or refused and has no id of a provider.
 */
export interface SendRecord {
	/** The last guard. `undefined`: this delivery may send it, and has the claim from now on. */
	claim(message: OutboundMessage): Promise<DeliveryOutcome | undefined>;
	/** Rejects when it could not be written. */
	accepted(messageId: string, message: OutboundMessage, sentTo: Ends): Promise<void>;
	/** Everything that did not go out, or of which nobody can tell. Never rejects: the outcome matters more. */
	ended(outcome: Exclude<DeliveryOutcome, { outcome: 'accepted' }>): Promise<void>;
	/** Something broke on the way. Gives the claim back unless a request may have left. */
	abandoned(mayHaveBeenSent: boolean): Promise<void>;
}

export function sendRecord(
	store: Store,
	given: {
		ends: Ends;
		/** What the workflow wanted to send. */
		message: OutboundMessage;
		campaign: Campaign | undefined;
		windowExpiresAt: string | undefined;
		now: Date;
	},
): SendRecord {
	const { ends, campaign, windowExpiresAt, now } = given;
	let latest = given.message;
	let claimId: string | undefined;
	let isSomebodyElses = false;

	const facts = (message: OutboundMessage) => ({
		type: message.type satisfies OutboundType,
		reference: message.reference,
		templateName: message.type === 'template' ? message.name : undefined,
		category: message.type === 'template' ? message.category : undefined,
		businessInitiated: isBusinessInitiated(message, windowExpiresAt, now),
		campaign: campaign?.name,
	});
	const campaignSend = (name: string): CampaignSend => ({
		campaign: name,
		...(latest.type === 'template' && { templateName: latest.name }),
	});

	return {
		async claim(message) {
			latest = message;
			if (campaign === undefined || claimId !== undefined) return undefined;
			const { owner, isProcessAlive } = campaign;
			const claimant = { owner, isProcessAlive, realTime: new Date() };
			const send = campaignSend(campaign.name);
			const claim = await store.campaigns.claim(ends, send, claimant, now);
			if (claim.claim === 'claimed') {
				claimId = claim.id;
				return undefined;
			}
			isSomebodyElses = true;
			if (claim.claim === 'inFlight') return neverEnded(claim.at);
			return alreadySent(claim.claim === 'alreadySent' ? claim.at : undefined);
		},

		accepted: (messageId, message, sentTo) =>
			store.messages.recordSent(
				sentTo,
				{ messageId, state: 'accepted', ...facts(message), claimId },
				now,
			),

		async ended(outcome) {
			if (isSomebodyElses) return;
			const error: NonNullable<OutboundRecord['error']> =
				outcome.outcome === 'blocked'
					? { ...outcome.blocked, title: outcome.blocked.reason }
					: outcome.error;
			const { outcome: state } = outcome;
			const { code, title } = error;
			try {
				if (claimId !== undefined) await store.campaigns.finish(claimId, { state, code, title });
				else if (campaign !== undefined && outcome.outcome === 'blocked') {
					const send = campaignSend(campaign.name);
					await store.campaigns.recordBlocked(ends, send, outcome.blocked, now);
				} else {
					const message = { messageId: `${WITHOUT_ID}${randomUUID()}`, state, error };
					await store.messages.recordSent(ends, { ...message, ...facts(latest) }, now);
				}
			} catch {
				// A claim that could not be ended stays, and counts as unknown: nothing is sent twice for it.
			}
		},

		async abandoned(mayHaveBeenSent) {
			if (claimId === undefined) return;
			const state = mayHaveBeenSent ? 'unknown' : 'failed';
			const end = { state, code: 'interrupted', title: 'The send was interrupted' } as const;
			await store.campaigns.finish(claimId, end).catch(() => undefined);
		},
	};
}

/** In front of what stands in place of a provider's message id. */
const WITHOUT_ID = 'unsent:';

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

function neverEnded(at: string): DeliveryOutcome {
	return {
		outcome: 'unknown',
		error: {
			code: 'campaignSendUnknown',
			title: 'An earlier try of this campaign never ended',
			reason: `It began at ${at}, and n8n stopped or the connection broke before it was known whether the message went out.`,
			remedy:
				'Look into the chat, or wait for the delivery receipt. If the message is not there, send it without a campaign name.',
			retry: 'no',
			mayHaveBeenSent: true,
		},
	};
}
