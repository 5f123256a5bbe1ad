import type { MessagingEvent } from '../../messaging/event';
import { claimKey } from '../claim-key';
import type { Beginning, BeginVerdict, EventName } from '../contracts/inbox';
import type { Owner } from '../contracts/owner';
import { count } from '../counters';
import { ensureRecentHeartbeat, findLivingProcesses } from '../process-heartbeats';
import type { Transaction } from '../transactions';
import { INTERRUPTED, WAITING } from './waiting';

/** Marks the events of an execution as begun by it. See `Inbox.begin`. */
export async function beginEvents(
	transaction: Transaction,
	beginning: Beginning,
): Promise<BeginVerdict[]> {
	const living = await findLivingProcesses(transaction, beginning);
	const verdicts = new Map<EventName, BeginVerdict>();
	// Events are locked in the order of their keys, so that two executions never wait for each other.
	for (const event of inKeyOrder(beginning.events)) {
		verdicts.set(event, await beginEvent(transaction, event, living, beginning));
	}
	await ensureRecentHeartbeat(transaction, beginning.owner, beginning.now);
	return beginning.events.map((event) => verdicts.get(event) ?? 'unknown');
}

async function beginEvent(
	transaction: Transaction,
	event: EventName,
	living: ReadonlySet<string>,
	{ listener, executionId, isRetry, owner, now }: Beginning,
): Promise<BeginVerdict> {
	const row = await transaction
		.selectFrom('inbox')
		.select(['payload', 'begun_in'])
		.where('trigger_id', '=', listener)
		.where('event_id', '=', claimKey(event.id))
		.where('emitted_kind', '=', event.event)
		.forUpdate()
		.executeTakeFirst();
	if (row === undefined || isRetry) return 'unknown';
	if (row.payload === null) return 'taken';
	const isBegun = row.begun_in !== null;
	if (isBegun && living.has(row.begun_in ?? '')) return 'taken';
	await updateNamed(transaction, listener, event)
		.set({
			begun_by: executionId,
			begun_in: owner.bootId,
			held_since: now.toISOString(),
			question_id: null,
		})
		.execute();
	if (!isBegun) return 'first';
	await count(transaction, listener, { redelivered: 1 });
	return 'again';
}

/** Marks events as done. See `Inbox.settle`. */
export async function settleEvents(
	transaction: Transaction,
	listener: string,
	events: readonly EventName[],
): Promise<{ hasNext: boolean }> {
	const turns = new Set<string>();
	for (const event of inKeyOrder(events)) {
		const rows = await updateNamed(transaction, listener, event)
			.set({ payload: null })
			.returning('turn')
			.execute();
		for (const { turn } of rows) if (turn !== null) turns.add(turn);
	}
	if (turns.size === 0) return { hasNext: false };
	const next = await transaction
		.selectFrom('inbox')
		.select('event_id')
		.where('trigger_id', '=', listener)
		.where('turn', 'in', [...turns])
		.where('payload', 'is not', null)
		.where('owner', '=', WAITING)
		.limit(1)
		.executeTakeFirst();
	return { hasNext: next !== undefined };
}

/** Releases the events of an interrupted execution. See `Inbox.putBack`. */
export async function putBackEvents(
	transaction: Transaction,
	listener: string,
	events: readonly EventName[],
	executionId: string,
): Promise<void> {
	for (const event of inKeyOrder(events)) {
		await updateNamed(transaction, listener, event)
			.where('begun_by', '=', executionId)
			.set({ owner: WAITING, begun_by: null, begun_in: INTERRUPTED })
			.execute();
	}
}

/** Releases events whose execution could not be started. See `Inbox.release`. */
export async function releaseEvents(
	transaction: Transaction,
	listener: string,
	events: readonly EventName[],
	{ bootId }: Owner,
): Promise<void> {
	for (const event of inKeyOrder(events)) {
		await updateNamed(transaction, listener, event)
			.where('owner', '=', bootId)
			.where('begun_by', 'is', null)
			.set({ owner: WAITING, begun_in: null })
			.execute();
	}
}

/** Releases the events that no execution has begun, and ends the owner's heartbeat. See `Inbox.giveBack`. */
export async function giveBackEvents(transaction: Transaction, owner: Owner): Promise<void> {
	await transaction
		.updateTable('inbox')
		.set({ owner: WAITING })
		.where('owner', '=', owner.bootId)
		.where('payload', 'is not', null)
		.where('begun_in', 'is', null)
		.execute();
	await transaction.deleteFrom('owners').where('boot_id', '=', owner.bootId).execute();
}

/** Returns and removes the kept events of a test run. See `Inbox.takeForTest`. */
export async function takeTestEvents(
	transaction: Transaction,
	listener: string,
): Promise<MessagingEvent[]> {
	const rows = await transaction
		.selectFrom('inbox')
		.select('payload')
		.where('trigger_id', '=', listener)
		.where('payload', 'is not', null)
		.orderBy('received_at')
		.orderBy('position')
		.forUpdate()
		.execute();
	await transaction
		.updateTable('inbox')
		.set({ payload: null })
		.where('trigger_id', '=', listener)
		.where('payload', 'is not', null)
		.execute();
	return rows.map(({ payload }) => JSON.parse(payload ?? '') as MessagingEvent);
}

function updateNamed(transaction: Transaction, listener: string, { id, event }: EventName) {
	return transaction
		.updateTable('inbox')
		.where('trigger_id', '=', listener)
		.where('event_id', '=', claimKey(id))
		.where('emitted_kind', '=', event)
		.where('payload', 'is not', null);
}

function inKeyOrder(events: readonly EventName[]): EventName[] {
	return [...events].sort((a, b) => (claimKey(a.id) < claimKey(b.id) ? -1 : 1));
}
