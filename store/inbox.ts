import type { MessagingEvent } from '../messaging/event';
import { claimKey } from './claim-key';
import { count, NOTHING_COUNTED, readCounts } from './counters';
import {
	ensureRecentHeartbeat,
	findDeadProcesses,
	NOT_BEGUN,
	recordHeartbeat,
} from './process-heartbeats';
import { lockPeople } from './people-locks';
import { recordEvent } from './record-event';
import type { Inbox } from './contracts/inbox';
import type { Transaction, Transactions } from './transactions';

/**
 * Exactly once, and nothing lost: an event belongs to whoever writes its claim first, and stays in the claim until its
 * owner lets go of it.
 */
export function inboxOf(transactions: Transactions): Inbox {
	return {
		receive: (events, options) =>
			transactions.write(async (transaction) => {
				const claimed = await claimAll(transaction, events, options);
				if (claimed.length > 1 && !transactions.hasSingleWriter)
					await lockPeople(transaction, claimed);
				const fresh: MessagingEvent[] = [];
				for (const event of claimed) {
					const recorded = await recordEvent(transaction, event, options);
					await keepClaimed(transaction, options.trigger, event, recorded, options.keep(recorded));
					fresh.push(recorded);
				}
				const repeats = events.length - fresh.length;
				await count(transaction, options.trigger, { received: fresh.length, repeats });
				await ensureRecentHeartbeat(transaction, options.owner, options.now);
				return { fresh, repeats };
			}),

		heartbeat: (owner, now) =>
			transactions.write((transaction) => recordHeartbeat(transaction, owner, now)),

		takeOver: (options) =>
			transactions.write(async (transaction) => {
				const dead = await findDeadProcesses(transaction, options);
				if (dead.length === 0) return [];
				const abandoned = await abandonFrom(transaction, dead, options);
				const rows = await takeFrom(transaction, dead, options);
				const redelivered = rows.filter(hadBegun).length;
				await count(transaction, options.trigger, { redelivered, abandoned });
				// Usually there is nothing to take over, and then nothing is written.
				if (rows.length > 0) await ensureRecentHeartbeat(transaction, options.owner, options.now);
				return rows.sort(byArrival).map((row) => ({
					...(JSON.parse(row.payload ?? '') as MessagingEvent),
					...(hadBegun(row) && { redelivered: true }),
				}));
			}),

		settle: (trigger, events) =>
			transactions.write(async (transaction) => {
				for (const event of events) await settleOne(transaction, trigger, event);
			}),

		release: (trigger, events) =>
			transactions.write(async (transaction) => {
				let released = 0;
				for (const event of events) released += await releaseOne(transaction, trigger, event);
				await count(transaction, trigger, { received: -released });
			}),

		countRefused: (trigger, webhooks) =>
			transactions.write((transaction) => count(transaction, trigger, { refused: webhooks })),

		counts: (trigger) =>
			transactions.read(async (transaction) => {
				const counts = await readCounts(transaction, trigger);
				return counts.get(trigger) ?? NOTHING_COUNTED;
			}),

		allCounts: () => transactions.read((transaction) => readCounts(transaction)),
	};
}

type ReceiveOptions = Parameters<Inbox['receive']>[1];
type TakeOverOptions = Parameters<Inbox['takeOver']>[0];
type TakenRow = { owner: string; payload: string | null; received_at: string; position: number };

/**
 * The events that nobody has claimed before, in their order. They are claimed in the order of their ids: two batches
 * that hold the same events would otherwise wait for each other.
 */
async function claimAll(
	transaction: Transaction,
	events: readonly MessagingEvent[],
	options: ReceiveOptions,
): Promise<MessagingEvent[]> {
	const claimed = new Set<number>();
	const byId = [...events.entries()].sort(
		([, a], [, b]) => compare(a.id, b.id) || compare(a.event, b.event),
	);
	for (const [position, event] of byId) {
		if (await claim(transaction, event, position, options)) claimed.add(position);
	}
	return events.filter((_, position) => claimed.has(position));
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether this call is the first to claim the event for its trigger. */
async function claim(
	transaction: Transaction,
	event: MessagingEvent,
	position: number,
	options: ReceiveOptions,
): Promise<boolean> {
	const now = options.now.toISOString();
	const { numInsertedOrUpdatedRows } = await transaction
		.insertInto('inbox')
		.values({
			trigger_id: options.trigger,
			event_kind: event.event,
			event_id: claimKey(event.id),
			emitted_kind: event.event,
			received_at: now,
			position,
			owner: options.owner.bootId,
			held_since: now,
			takeovers: 0,
			payload: null,
		})
		.onConflict((conflict) =>
			conflict.columns(['trigger_id', 'event_id', 'event_kind']).doNothing(),
		)
		.executeTakeFirst();
	return numInsertedOrUpdatedRows === 1n;
}

/** Completes the claim with what the workflow is given. */
async function keepClaimed(
	transaction: Transaction,
	trigger: string,
	event: MessagingEvent,
	recorded: MessagingEvent,
	isKept: boolean,
): Promise<void> {
	if (!isKept && recorded.event === event.event) return;
	await transaction
		.updateTable('inbox')
		.set({
			emitted_kind: recorded.event,
			payload: isKept ? JSON.stringify(recorded) : null,
		})
		.where('trigger_id', '=', trigger)
		.where('event_kind', '=', event.event)
		.where('event_id', '=', claimKey(event.id))
		.execute();
}

/**
 * A message that kills n8n whenever a workflow works on it would keep n8n from ever coming up again. Events that died
 * seldom are taken first, so that it takes no neighbours with it.
 */
const MOST_TAKEOVERS = 20;

/** How many events of dead owners were given up. */
async function abandonFrom(
	transaction: Transaction,
	deadProcesses: readonly string[],
	{ trigger }: TakeOverOptions,
): Promise<number> {
	const { numUpdatedRows } = await transaction
		.updateTable('inbox')
		.set({ payload: null })
		.where('trigger_id', '=', trigger)
		.where('owner', 'in', deadProcesses)
		.where('payload', 'is not', null)
		.where('takeovers', '>=', MOST_TAKEOVERS)
		.executeTakeFirst();
	return Number(numUpdatedRows);
}

/** Locked while they change hands, so that nobody else finds them with their dead owner. */
async function takeFrom(
	transaction: Transaction,
	deadProcesses: readonly string[],
	options: TakeOverOptions,
): Promise<TakenRow[]> {
	const rows = await transaction
		.selectFrom('inbox')
		.select(['event_id', 'event_kind', 'owner', 'payload', 'received_at', 'position'])
		.where('trigger_id', '=', options.trigger)
		.where('owner', 'in', deadProcesses)
		.where('payload', 'is not', null)
		.orderBy('takeovers')
		.orderBy('received_at')
		.orderBy('position')
		.limit(options.atMost)
		.forUpdate()
		.execute();
	for (const { event_id, event_kind } of rows) {
		await transaction
			.updateTable('inbox')
			.set(({ eb }) => ({
				owner: options.owner.bootId,
				held_since: options.now.toISOString(),
				takeovers: eb('takeovers', '+', 1),
			}))
			.where('trigger_id', '=', options.trigger)
			.where('event_id', '=', event_id)
			.where('event_kind', '=', event_kind)
			.execute();
	}
	return rows;
}

function hadBegun({ owner }: TakenRow): boolean {
	return !owner.startsWith(NOT_BEGUN);
}

function byArrival(a: TakenRow, b: TakenRow): number {
	if (a.received_at === b.received_at) return a.position - b.position;
	return a.received_at < b.received_at ? -1 : 1;
}

async function settleOne(
	transaction: Transaction,
	trigger: string,
	event: MessagingEvent,
): Promise<void> {
	await transaction
		.updateTable('inbox')
		.set({ payload: null })
		.where('trigger_id', '=', trigger)
		.where('event_id', '=', claimKey(event.id))
		.where('emitted_kind', '=', event.event)
		.execute();
}

/** By the kind that the workflow saw: the caller knows no other. */
async function releaseOne(
	transaction: Transaction,
	trigger: string,
	event: MessagingEvent,
): Promise<number> {
	const { numDeletedRows } = await transaction
		.deleteFrom('inbox')
		.where('trigger_id', '=', trigger)
		.where('event_id', '=', claimKey(event.id))
		.where('emitted_kind', '=', event.event)
		.executeTakeFirst();
	return Number(numDeletedRows);
}
