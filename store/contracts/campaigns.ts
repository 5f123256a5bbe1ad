import type { Blocked } from '../../messaging/error';
import type { Owner } from './owner';
import type { Parties } from './parties';

/**
 * Claims of campaign messages. Each customer gets one message per campaign name, under every address, business number
 * and provider. That holds also when an execution is run again after a crash.
 */
export interface Campaigns {
	/**
	 * Claims the campaign message for a customer in one atomic step: of concurrent callers, one gets the claim. That
	 * caller reports the outcome with `finish`, or with the `claimId` of `messages.recordSent`.
	 *
	 * @param now the clock of the business, as in reports; `claimant.realTime` is the real one
	 */
	claim(
		parties: Parties,
		send: CampaignSend,
		claimant: Claimant,
		now: Date,
	): Promise<CampaignClaim>;
	/** Records the outcome of a claim that the provider did not accept. */
	finish(claimId: string, end: CampaignEnd): Promise<void>;
	/** Records a message that was blocked before it was claimed. Never changes one that was sent or may have been. */
	recordBlocked(parties: Parties, send: CampaignSend, blocked: Blocked, now: Date): Promise<void>;
}

export interface CampaignSend {
	/** The name of the campaign, never empty. */
	campaign: string;
	templateName?: string;
}

export interface Claimant {
	owner: Owner;
	realTime: Date;
	/** Whether a process of this host is alive. */
	isProcessAlive: (processId: number) => boolean;
}

export type CampaignClaim =
	/** The caller may send it. Also after an earlier attempt that was refused or blocked, or has failed since. */
	| { claim: 'claimed'; id: string }
	/** `at` is ISO 8601 UTC. */
	| { claim: 'alreadySent'; at: string }
	/** A receipt has reported a failure, whose code demands a wait until then (ISO 8601 UTC). */
	| { claim: 'waiting'; title: string; until: string }
	/** A living process is sending it. */
	| { claim: 'inFlight' }
	/** An earlier attempt never ended, or its answer was lost. It is unknown whether the message went out. */
	| { claim: 'outcomeUnknown'; at: string };

export interface CampaignEnd {
	state: 'failed' | 'blocked' | 'unknown';
	/** A stable code and words of ours, without personal data. */
	code: string;
	title: string;
}
