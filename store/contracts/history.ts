import type { HistoryMessage } from '../../conversation/history';
import type { Parties } from './parties';

/**
 * The texts of conversations. They are kept only while a listener of the business asks for it (`keepTextsDays`). Events
 * and sends add them in the transaction that records them; each message is kept once.
 */
export interface History {
	/** Returns the newest messages of a conversation, in their order. */
	read(parties: Parties, choice: HistoryChoice, now: Date): Promise<StoredHistory>;
}

export interface HistoryChoice {
	/** Most messages. */
	limit: number;
	/** Whether only messages after the last closing of the conversation are returned. */
	sinceClosing?: boolean;
	/** Account of the business; needed for customers who never wrote. */
	account?: string;
}

export interface StoredHistory {
	messages: HistoryMessage[];
	/** Days for which texts of the business are kept now; 0: not at all. */
	keptDays: number;
}
