import type { Parties } from '../../store/contracts/parties';
import type { Store } from '../../store/contracts/store';

/**
 * The use of a number's messaging limit, as one customer's send sees it. Check and reserve without waiting in between,
 * so that two sends never take the same slot.
 */
export interface RecipientUse {
	/** Returns the number of customers written to, without this one if it is new. */
	used(): number;
	isNew(): boolean;
	/** Reserves a slot until the send is over. */
	reserve(): RecipientSlot;
}

/** One slot in the messaging limit of a number. */
export interface RecipientSlot {
	/** Ends the reservation. The slot stays used if the message was sent. */
	release(outcome: { sent: boolean }): void;
}

const ROLLING_MS = 24 * 3_600_000;
/** The largest number of customers that is counted again for each send. A larger one is counted every few seconds. */
const CHEAP_COUNT = 5_000;
const RECOUNT_AFTER_MS = 5_000;

/** The count of one business number, and the customers since then. */
interface Tally {
	counted: number;
	/** Real time, in ms. */
	countedAt: number;
	/** Grows with every change, because several changes happen in one millisecond. */
	step: number;
	/** The step at which the count began. */
	countedFrom: number;
	/** The step at which the send to each customer was recorded, or `underWay`. */
	since: Map<string, number | 'underWay'>;
}

/** Counts the customers that a business number started with in the last 24 hours. */
export function recipientCounter(clock: () => number) {
	const tallies = new Map<string, Tally>();

	return async (store: Store, parties: Parties, key: string, now: Date): Promise<RecipientUse> => {
		const number = JSON.stringify([parties.provider, parties.businessId]);
		const tally = tallies.get(number) ?? newTally();
		tallies.set(number, tally);
		const start = new Date(now.getTime() - ROLLING_MS);
		const known = await store.reports.isRecipient(parties, start);
		const age = clock() - tally.countedAt;
		if (tally.counted <= CHEAP_COUNT || age >= RECOUNT_AFTER_MS) {
			await recount(tally, clock(), () => store.reports.recipients(parties, start));
		}
		return {
			used: () => tally.counted + tally.since.size,
			isNew: () => !known && !tally.since.has(key),
			reserve: () => reserveSlot(tally, key, known),
		};
	};
}

function newTally(): Tally {
	return { counted: 0, countedAt: -Infinity, step: 0, countedFrom: 0, since: new Map() };
}

/** Counts the customers again. The count contains every send that was recorded before it began. */
async function recount(tally: Tally, now: number, count: () => Promise<number>): Promise<void> {
	const from = (tally.step += 1);
	const counted = await count();
	// A later count may have been faster.
	if (from < tally.countedFrom) return;
	Object.assign(tally, { counted, countedAt: now, countedFrom: from });
	for (const [person, step] of tally.since) {
		if (step !== 'underWay' && step < from) tally.since.delete(person);
	}
}

function reserveSlot(tally: Tally, key: string, known: boolean): RecipientSlot {
	if (known || tally.since.has(key)) return { release: () => undefined };
	tally.since.set(key, 'underWay');
	return {
		release: ({ sent }) => {
			if (sent) tally.since.set(key, (tally.step += 1));
			else tally.since.delete(key);
		},
	};
}
