import type { Insertable } from 'kysely';

import type { MessagingEvent } from '../../messaging/event';
import { claimKey } from '../claim-key';
import type { Hearer, Received, ReceiveOptions } from '../contracts/inbox';
import type { StoredListener } from '../contracts/listeners';
import { isInbound } from '../conversation-facts';
import { count } from '../counters';
import { listenersOf, recordHeard } from '../listeners';
import { ensureRecentHeartbeat } from '../process-heartbeats';
import { lockPeople } from '../people-locks';
import { recordEvent } from '../record-event';
import type { Schema } from '../schema';
import type { Transaction } from '../transactions';
import { joinLimit } from './joining';
import { WAITING } from './waiting';

interface ReceivedAndLeft extends Received {
	/** Milliseconds until another process may start what this one does not; absent when nothing is left to others. */
	leftDueInMs?: number;
}

/** Claims, records and keeps a delivery in one transaction. */
export async function receiveEvents(
	transaction: Transaction,
	events: readonly MessagingEvent[],
	options: ReceiveOptions,
	hasSingleWriter: boolean,
): Promise<ReceivedAndLeft> {
	const listeners = await listenersOf(transaction, options.account, options.now);
	await noteHeard(transaction, listeners, options);
	const plan = options.plan(listeners);
	const claimed = await claimAll(transaction, events, options);
	if (claimed.length > 1 && !hasSingleWriter) await lockPeople(transaction, claimed);
	const received: ReceivedAndLeft = {
		fresh: [],
		repeats: events.length - claimed.length,
		started: [],
	};
	const heard = new Map<string, number>();
	for (const [position, event] of claimed.entries()) {
		const recorded = await recordEvent(transaction, event, { ...plan, now: options.now });
		received.fresh.push(recorded);
		for (const hearer of plan.hearers(recorded)) {
			const kept = await keepFor(hearer, transaction, event, position, options);
			if (kept === 'known') continue;
			heard.set(hearer.listener, (heard.get(hearer.listener) ?? 0) + 1);
			if (kept === 'started') received.started.push(hearer);
			else noteDue(received, hearer);
		}
	}
	await countDelivery(transaction, options.receiver, received, heard);
	await ensureRecentHeartbeat(transaction, options.owner, options.now);
	return received;
}

/** Keeps the earliest time at which something that waits may start, here or elsewhere. */
function noteDue(received: ReceivedAndLeft, { joinMs, startsHere }: Hearer): void {
	const earliest = (dueInMs = joinMs) => Math.min(dueInMs, joinMs);
	if (!startsHere) received.leftDueInMs = earliest(received.leftDueInMs);
	else if (joinMs > 0) received.dueInMs = earliest(received.dueInMs);
}

/** Precision of `heardAt`. It costs a write no more often than this. */
const HEARD_PRECISION_MS = 3_600_000;

async function noteHeard(
	transaction: Transaction,
	listeners: readonly StoredListener[],
	{ receiver, now }: ReceiveOptions,
): Promise<void> {
	const known = listeners.find(({ key }) => key === receiver);
	if (known === undefined) return;
	const age = now.getTime() - Date.parse(known.heardAt ?? '1970-01-01T00:00:00.000Z');
	if (age >= HEARD_PRECISION_MS) await recordHeard(transaction, receiver, now);
}

/**
 * Returns the events that were not claimed before, in their order. They are claimed in the order of their ids: two
 * batches that hold the same events would otherwise wait for each other.
 */
async function claimAll(
	transaction: Transaction,
	events: readonly MessagingEvent[],
	{ account, receiver, now }: ReceiveOptions,
): Promise<MessagingEvent[]> {
	const claimed = new Set<number>();
	const byId = [...events.entries()].sort(
		([, a], [, b]) => compare(a.id, b.id) || compare(a.event, b.event),
	);
	for (const [position, event] of byId) {
		const isNew = await insertClaim(transaction, {
			...claimOf(event, account, position, now),
			emitted_kind: event.event,
			owner: WAITING,
			payload: null,
		});
		if (isNew && !(await wasClaimedBefore(transaction, receiver, event))) claimed.add(position);
	}
	return events.filter((_, position) => claimed.has(position));
}

/** Version 0.1.0 claimed events for each listener alone: what a listener has had is not new to its account. */
async function wasClaimedBefore(
	transaction: Transaction,
	listener: string,
	event: MessagingEvent,
): Promise<boolean> {
	const claim = await transaction
		.selectFrom('inbox')
		.select('position')
		.where('trigger_id', '=', listener)
		.where('event_id', '=', claimKey(event.id))
		.where('event_kind', '=', event.event)
		.executeTakeFirst();
	return claim !== undefined;
}

/** Keeps the event for one listener, started by this process when nothing of its turn is before it. */
async function keepFor(
	{ listener, event: recorded, ...hearer }: Hearer,
	transaction: Transaction,
	event: MessagingEvent,
	position: number,
	{ owner, now }: ReceiveOptions,
): Promise<'known' | 'started' | 'waiting'> {
	const turn = hearer.inOrder && isInbound(recorded) ? (recorded.conversation?.key ?? null) : null;
	const isJoined = turn !== null && hearer.joinMs > 0;
	const isFree =
		hearer.startsHere &&
		!isJoined &&
		(turn === null || !(await isTurnTaken(transaction, listener, turn)));
	const isNew = await insertClaim(transaction, {
		...claimOf(event, listener, position, now),
		emitted_kind: recorded.event,
		payload: JSON.stringify(recorded),
		owner: isFree ? owner.bootId : WAITING,
		begun_in: isFree && hearer.beginsAtOnce ? owner.bootId : null,
		turn,
		due_at: isJoined ? joinLimit(now, hearer.joinMs) : null,
	});
	if (!isNew) return 'known';
	return isFree ? 'started' : 'waiting';
}

/** Whether anything else of the turn is kept: under way, or waiting for its own start. */
async function isTurnTaken(
	transaction: Transaction,
	listener: string,
	turn: string,
): Promise<boolean> {
	const other = await transaction
		.selectFrom('inbox')
		.select('event_id')
		.where('trigger_id', '=', listener)
		.where('turn', '=', turn)
		.where('payload', 'is not', null)
		.limit(1)
		.executeTakeFirst();
	return other !== undefined;
}

function claimOf(event: MessagingEvent, scope: string, position: number, now: Date) {
	const at = now.toISOString();
	return {
		trigger_id: scope,
		event_kind: event.event,
		event_id: claimKey(event.id),
		received_at: at,
		position,
		held_since: at,
		takeovers: 0,
		turn: null,
		due_at: null,
		begun_by: null,
		begun_in: null,
	};
}

async function insertClaim(
	transaction: Transaction,
	row: Insertable<Schema['inbox']>,
): Promise<boolean> {
	const { numInsertedOrUpdatedRows } = await transaction
		.insertInto('inbox')
		.values(row)
		.onConflict((conflict) =>
			conflict.columns(['trigger_id', 'event_id', 'event_kind']).doNothing(),
		)
		.executeTakeFirst();
	return numInsertedOrUpdatedRows === 1n;
}

/** The listener whose address was called counts everything, the others what they were given. */
async function countDelivery(
	transaction: Transaction,
	receiver: string,
	{ fresh, repeats }: Received,
	heard: ReadonlyMap<string, number>,
): Promise<void> {
	await count(transaction, receiver, { received: fresh.length, repeats });
	for (const [listener, received] of heard) {
		if (listener !== receiver) await count(transaction, listener, { received });
	}
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
