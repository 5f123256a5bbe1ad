import type { DeliveryState } from '../../messaging/event';

/** Records that only the Simulator needs: its transcript, its customers and its clock. */
export interface SimulatorRecords {
	append(
		businessId: string,
		entry: Omit<TranscriptEntry, 'sequence' | 'at'>,
		now: Date,
	): Promise<TranscriptEntry>;
	/** Returns entries with a greater sequence, oldest first, and every earlier one whose state changed since. */
	transcript(businessId: string, afterSequence: number, limit: number): Promise<TranscriptEntry[]>;
	setState(businessId: string, messageId: string, state: DeliveryState): Promise<void>;
	/** Returns how far the Simulator's clock of this business is ahead of real time, in ms. */
	clockOffset(businessId: string): Promise<number>;
	setClockOffset(businessId: string, milliseconds: number): Promise<void>;
	/** Returns the businesses that have a transcript, most recently used first. */
	businesses(): Promise<Array<{ id: string; name?: string }>>;
	/** Deletes transcript, clock, contacts, consents and conversations of a simulated business. */
	reset(businessId: string): Promise<void>;
}

/** One line of a simulated chat. */
export interface TranscriptEntry {
	/** Grows with each entry; the page asks for what follows the last one it has. */
	sequence: number;
	messageId: string;
	customerId: string;
	from: 'customer' | 'bot' | 'human';
	/** The outbound message, the inbound message, or a notice of the page. */
	content: unknown;
	state?: DeliveryState;
	at: string;
}
