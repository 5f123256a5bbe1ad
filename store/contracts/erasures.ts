import type { Parties } from './parties';

/** The right to erasure. */
export interface Erasures {
	/** Counts what `erase` would delete now. Changes nothing. */
	preview(parties: Parties): Promise<ErasurePreview>;
	/**
	 * Deletes a customer for good, under every address and at every business number of this channel. Opt-ins and
	 * opt-outs are deleted as well. The counts of campaigns and the proof stay.
	 */
	erase(parties: Parties, now: Date): Promise<Erasure>;
}

export interface ErasurePreview {
	/** Numbers of rows by kind; all 0 when the store does not know the customer. */
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
	/** Texts of both sides, as the history keeps them. */
	texts: number;
	campaignSends: number;
	/** Events that wait to be worked on, or are kept in case of a crash. */
	inboxEvents: number;
	/** Lines of simulated chats. */
	transcriptEntries: number;
}
