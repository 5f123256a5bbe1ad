import type { MessagingEvent } from '../../messaging/event';
import type { Counts } from './counts';
import type { Owner } from './owner';

/**
 * The durable inbox. An event is claimed and kept before the provider gets its 200. The kept payload is deleted when
 * the execution that works on it has ended.
 */
export interface Inbox {
	/**
	 * Claims each event for this trigger, drops repeats, and records contact, customer service window, consent,
	 * delivery state and handler, in one transaction. Returns the fresh events in their order, with `customer` and
	 * `conversation` added. Repeats inside one batch count as repeats too.
	 *
	 * An event for which `keep` is false is claimed and recorded, but not kept for recovery: no execution will be
	 * started for it (absorbed receipts).
	 */
	receive(
		events: readonly MessagingEvent[],
		options: {
			/** Two triggers that get the same event both work on it. */
			trigger: string;
			owner: Owner;
			/** Real time, never the Simulator's. */
			now: Date;
			windowHours: (event: MessagingEvent) => number | undefined;
			keep: (event: MessagingEvent) => boolean;
			/** How long an agent keeps a conversation when the handover event does not say so. */
			handoverMinutes: number;
		},
	): Promise<{ fresh: MessagingEvent[]; repeats: number }>;
	/** Records that the owner is alive. */
	heartbeat(owner: Owner, now: Date): Promise<void>;
	/**
	 * Takes over kept events of this trigger from dead owners. An owner is dead when its last heartbeat is before
	 * `deadBefore`, or when it ran on this host and `isProcessAlive` denies it. Returns at most `atMost` events, of each
	 * owner the oldest first. Each event goes to exactly one caller. It is marked `redelivered` unless its owner only
	 * held it (`NOT_BEGUN`). An event with which twenty processes died is abandoned and counted.
	 */
	takeOver(options: {
		trigger: string;
		owner: Owner;
		now: Date;
		deadBefore: Date;
		isProcessAlive: (processId: number) => boolean;
		atMost: number;
	}): Promise<MessagingEvent[]>;
	/** Marks kept events as done, so that nobody takes them over any more. */
	settle(trigger: string, events: readonly MessagingEvent[]): Promise<void>;
	/** Deletes a claim whose webhook could not be answered, so that the provider's next delivery counts. */
	release(trigger: string, events: readonly MessagingEvent[]): Promise<void>;
	/** Counts webhooks of a trigger that failed authentication. */
	countRefused(trigger: string, webhooks: number): Promise<void>;
	counts(trigger: string): Promise<Counts>;
	/** Returns the counts of every trigger that has counted anything, by its name. */
	allCounts(): Promise<Map<string, Counts>>;
}
