import type { Ends } from './store';

/** The right to be forgotten. */
export interface Erasures {
	/** What `erase` would take away now. Changes nothing. */
	preview(ends: Ends): Promise<ErasurePreview>;
	/**
	 * Takes a person out of the store for good, under every address and at every number of ours on this channel. Opt-ins
	 * and opt-outs go as well. What stays: counts of campaigns, and the proof.
	 */
	erase(ends: Ends, now: Date): Promise<Erasure>;
}

export interface ErasurePreview {
	/** Rows by what they hold; all 0 when the store does not know the person. */
	found: ErasureCounts;
	/** Earlier erasures of the same address, newest first. */
	earlier: ErasureProof[];
}

export interface Erasure {
	erased: ErasureCounts;
	proof: ErasureProof;
}

export interface ErasureProof {
	id: string;
	/** ISO 8601 UTC. */
	at: string;
}

export interface ErasureCounts {
	contacts: number;
	addresses: number;
	consents: number;
	conversations: number;
	messages: number;
	campaignSends: number;
	/** Events that wait to be worked on, or are kept in case of a crash. */
	inboxEvents: number;
	/** Lines of simulated chats. */
	transcriptEntries: number;
}
