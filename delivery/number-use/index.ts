import type { Parties } from '../../store/contracts/parties';
import type { Store } from '../../store/contracts/store';
import { recipientCounter, type RecipientUse } from './recipients';
import { serviceMessageCounter } from './service-messages';

/**
 * The used part of a business number's limits: the customers that it started with in the last 24 hours, and the service
 * messages delivered this month. One instance serves the whole process, so that concurrent sends know of each other.
 * Sends of other processes count once they are recorded.
 */
export interface NumberUse {
	/** @param key the same for the same customer */
	recipient(store: Store, parties: Parties, key: string, now: Date): Promise<RecipientUse>;
	/** Returns the number delivered since the month began in this IANA zone. */
	serviceMessages(store: Store, parties: Parties, timeZone: string, now: Date): Promise<number>;
}

/** @param clock real time, in ms */
export function createNumberUse(clock: () => number): NumberUse {
	return { recipient: recipientCounter(clock), serviceMessages: serviceMessageCounter(clock) };
}
