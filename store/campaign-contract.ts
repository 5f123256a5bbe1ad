import type { Blocked } from '../messaging/error';
import type { Ends, Owner } from './store';

/**
 * What was agreed about campaigns: each person gets one of a name once, also when an execution is run again after a
 * crash, and under whatever address, number of ours or provider.
 */
export interface Campaigns {
	/**
	 * Asks for the right to send a campaign to a person, in one atomic step: of any number of callers, one gets it. Who
	 * got it says with `finish`, or with the `claimId` of `messages.recordSent`, how it ended.
	 *
	 * @param now the clock of the business, as in reports; `claimant.realTime` is the real one
	 */
	claim(ends: Ends, send: CampaignSend, claimant: Claimant, now: Date): Promise<CampaignClaim>;
	/** How a claim ended that the provider did not accept. */
	finish(claimId: string, end: CampaignEnd): Promise<void>;
	/** A message that was kept back before it was claimed, for the report. Changes nothing that went out or may have. */
	recordBlocked(ends: Ends, send: CampaignSend, blocked: Blocked, now: Date): Promise<void>;
}

export interface CampaignSend {
	/** Its name. Never empty. */
	campaign: string;
	templateName?: string;
}

export interface Claimant {
	owner: Owner;
	realTime: Date;
	/** Of this host. */
	isProcessAlive: (processId: number) => boolean;
}

export type CampaignClaim =
	/** Send it. Also when an earlier try was refused for certain, or kept back. */
	| { claim: 'claimed'; id: string }
	/** `at` is ISO 8601 UTC. */
	| { claim: 'alreadySent'; at: string }
	/** Somebody who lives is at it. */
	| { claim: 'beingSent' }
	/** A try that never ended, or whose answer was lost: nobody can tell whether it went out. */
	| { claim: 'inFlight'; at: string };

/** How a send ended whose end nobody saw. */
export const INTERRUPTED = { code: 'interrupted', title: 'The send was interrupted' };

export interface CampaignEnd {
	state: 'failed' | 'blocked' | 'unknown';
	/** Stable code and words of ours; nothing of the person. */
	code: string;
	title: string;
}
