import type { Parties } from '../../store/contracts/parties';
import type { Store } from '../../store/contracts/store';
import { recipientCounter, type RecipientUse } from './recipients';
import { serviceMessageCounter } from './service-messages';

/**
 * How much of its limits a number of ours has used: how many people it began to write to in the last 24 hours, and how
 * many service messages it has had delivered this month. One for the whole process, so that the sends that are under
 * way at the same time know of each other; other processes are seen once they have recorded theirs.
 */
export interface NumberUse {
	/** @param key who it is: the same person has the same */
	recipient(store: Store, parties: Parties, key: string, now: Date): Promise<RecipientUse>;
	/** Delivered since the month began in this IANA zone. */
	serviceMessages(store: Store, parties: Parties, timeZone: string, now: Date): Promise<number>;
}

/** @param clock real time, in ms */
export function createNumberUse(clock: () => number): NumberUse {
	return { recipient: recipientCounter(clock), serviceMessages: serviceMessageCounter(clock) };
}
