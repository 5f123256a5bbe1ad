import type { Ends } from '../../store/contracts/parties';
import type { Store } from '../../store/contracts/store';

/** Judged without waiting in between, so that two sends never take the same place. */
export interface RecipientUse {
	/** People written to, this one not counted when they would be new. */
	used(): number;
	isNew(): boolean;
	/** Takes a place until the send is over. */
	take(): Place;
}

export interface Place {
	/** The send is over. The place is kept if it went out. */
	done(wentOut: boolean): void;
}

const ROLLING_MS = 24 * 3_600_000;
/** A count of so many people is cheap enough to be made for each send; of more it is made every few seconds. */
const CHEAP_COUNT = 5_000;
const RECOUNT_AFTER_MS = 5_000;

/** One number's count, and who came since it was made. */
interface Tally {
	counted: number;
	/** Real time, in ms. */
	countedAt: number;
	/** Grows with everything that happens here: several things happen in one millisecond. */
	step: number;
	/** The step at which the count began. */
	countedFrom: number;
	/** By person: the step at which it had been recorded as out, or that it is under way. */
	since: Map<string, number | 'underWay'>;
}

/** How many people a number began to write to in the last 24 hours. */
export function recipientCounter(clock: () => number) {
	const tallies = new Map<string, Tally>();

	return async (store: Store, ends: Ends, key: string, now: Date): Promise<RecipientUse> => {
		const number = JSON.stringify([ends.provider, ends.businessId]);
		const tally = tallies.get(number) ?? newTally();
		tallies.set(number, tally);
		const start = new Date(now.getTime() - ROLLING_MS);
		const known = await store.reports.isRecipient(ends, start);
		const age = clock() - tally.countedAt;
		if (tally.counted <= CHEAP_COUNT || age >= RECOUNT_AFTER_MS) {
			await recount(tally, clock(), () => store.reports.recipients(ends, start));
		}
		return {
			used: () => tally.counted + tally.since.size,
			isNew: () => !known && !tally.since.has(key),
			take: () => place(tally, key, known),
		};
	};
}

function newTally(): Tally {
	return { counted: 0, countedAt: -Infinity, step: 0, countedFrom: 0, since: new Map() };
}

/** Who was recorded before the count began is in it. */
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

function place(tally: Tally, key: string, known: boolean): Place {
	if (known || tally.since.has(key)) return { done: () => undefined };
	tally.since.set(key, 'underWay');
	return {
		done: (wentOut) => {
			if (wentOut) tally.since.set(key, (tally.step += 1));
			else tally.since.delete(key);
		},
	};
}
