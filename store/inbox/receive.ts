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
import { giveToWaiting, type Heard } from './answer';
import { joinLimit } from './joining';
import { WAITING } from './waiting';

interface ReceivedAndLeft extends Received {
	/** Milliseconds until another process may start the rest; absent when nothing is left. */
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
	if (claimed.length > 1 && !hasSingleWriter) await lockPeople(transaction, claimed, plan.shopOf);
	const received: ReceivedAndLeft = {
		fresh: [],
		repeats: events.length - claimed.length,
		started: [],
		calls: [],
	};
	const heard = new Map<string, number>();
	for (const [position, event] of claimed.entries()) {
		const recorded = await recordEvent(transaction, event, {
			...plan,
			now: options.now,
			account: options.account,
		});
		const given = await giveToWaiting(transaction, recorded, plan, options.now);
		received.fresh.push(given.event);
		if (given.call) received.calls.push(given.call);
		if (given.claim) await keepAnswer(given.claim, transaction, event, position, options);
		for (const hearer of plan.hearers(given.event)) {
			if (given.call && !hearer.hearsAnswers) continue;
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

/** Keeps the earliest time at which a waiting event may start, here or elsewhere. */
function noteDue(received: ReceivedAndLeft, { joinMs, startsHere }: Hearer): void {
	const earliest = (dueInMs = joinMs) => Math.min(dueInMs, joinMs);
	if (!startsHere) received.leftDueInMs = earliest(received.leftDueInMs);
	else if (joinMs > 0) received.dueInMs = earliest(received.dueInMs);
}

/** Precision of `heardAt`, which limits its writes. */
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
 * Returns the events that were not claimed before, in their order. Claims them in the order of their ids, because two
 * batches with the same events would otherwise wait for each other.
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

/**
 * Returns whether version 0.1.0 has claimed the event. It claimed events for each listener alone, and such an event is
 * not new to the account either.
 */
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

/** Keeps the event for one listener. This process starts it if no earlier event of its turn is kept. */
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

/** Keeps an answer for the listener that gets it if its execution dies. Until then, it holds the customer's turn. */
async function keepAnswer(
	{ listener, event: recorded, questionId, inOrder }: NonNullable<Heard['claim']>,
	transaction: Transaction,
	event: MessagingEvent,
	position: number,
	{ owner, now }: ReceiveOptions,
): Promise<void> {
	await insertClaim(transaction, {
		...claimOf(event, listener, position, now),
		emitted_kind: recorded.event,
		payload: JSON.stringify(recorded),
		owner: owner.bootId,
		turn: inOrder ? (recorded.conversation?.key ?? null) : null,
		question_id: questionId,
	});
}

/** Returns whether another event of the turn is kept: under way, or waiting for its own start. */
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
		question_id: null,
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

/** Counts a delivery. The listener whose address was called counts all events, the others those that they got. */
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
