import type { Parties } from '../../store/contracts/parties';
import type { Store } from '../../store/contracts/store';
import { recipientCounter, type RecipientUse } from './recipients';
import { serviceMessageCounter } from './service-messages';

/**
 * Counts the use of a business number's limits: the customers it began to write to in the last 24 hours, and the service
 * messages delivered this month. One instance serves the whole process, so that concurrent sends are counted. Sends of
 * other processes count once they are recorded.
 */
export interface NumberUse {
	/**
	 * Returns the use of the messaging limit for a send to one customer.
	 *
	 * @param key equal for every address of the same customer
	 */
	recipient(store: Store, parties: Parties, key: string, now: Date): Promise<RecipientUse>;
	/** Returns the number of service messages delivered since the month began in `timeZone`, an IANA name. */
	serviceMessages(store: Store, parties: Parties, timeZone: string, now: Date): Promise<number>;
}

/** @param clock returns the real time in ms */
export function createNumberUse(clock: () => number): NumberUse {
	return { recipient: recipientCounter(clock), serviceMessages: serviceMessageCounter(clock) };
}
