import type { ExpressionBuilder } from 'kysely';

import type { MessagingEvent } from '../../messaging/event';
import { isJoinable, joinMessages } from '../../messaging/joined-message';
import type { StartedEvent, StartOptions } from '../contracts/inbox';
import { withPresentConversation } from '../conversation-views';
import { count } from '../counters';
import { ensureRecentHeartbeat, findLivingProcesses } from '../process-heartbeats';
import type { InboxRow, Schema } from '../schema';
import type { Transaction } from '../transactions';
import { openQuestionOf, view } from '../waits';
import { LONGEST_JOIN_MS } from './joining';
import { LONGEST_TURN_MS, WAITING } from './waiting';

/** Most rows that one search considers. The next search considers the rest. */
const MOST_CONSIDERED = 1_000;
/**
 * Number of crashes after which an event is abandoned. A message that crashes n8n whenever a workflow works on it would
 * otherwise crash n8n at every start.
 */
const MOST_TAKEOVERS = 20;
/** Time after which a started event that no execution has begun may be lost. */
const LOST_AFTER_MS = 60_000;
/** Largest factor of the wait, which doubles with each attempt while no execution begins. */
const LONGEST_LOST_FACTOR = 32;

interface Candidate {
	row: InboxRow;
	event: MessagingEvent;
	reason: 'waited' | 'died' | 'lost';
}

/** Marks events as started by the caller, if they may start now. See `Inbox.startNext`. */
export async function startNextEvents(
	transaction: Transaction,
	options: StartOptions,
): Promise<StartedEvent[]> {
	const living = [...(await findLivingProcesses(transaction, options))];
	const started: StartedEvent[] = [];
	for (const listener of options.listeners) {
		const candidates = await candidatesOf(transaction, listener, living, options);
		for (const group of startable(candidates, options)) {
			const isRecovered = group[0].reason !== 'waited';
			if (isRecovered && countRecovered(started) >= options.mostRecovered) continue;
			if (await abandon(transaction, group[0])) continue;
			if (await dropBeforeQuestion(transaction, group, options)) continue;
			started.push({
				listener,
				event: await markStarted(transaction, group, options),
				isRecovered,
			});
		}
	}
	if (started.length > 0) await ensureRecentHeartbeat(transaction, options.owner, options.now);
	return started;
}

/**
 * Returns whether any event is kept that this process has not begun itself. It answers most searches, without a lock.
 */
export async function mayStartNext(
	transaction: Transaction,
	{ listeners, owner }: StartOptions,
): Promise<boolean> {
	const row = await transaction
		.selectFrom('inbox')
		.select('event_id')
		.where('trigger_id', 'in', listeners)
		.where('payload', 'is not', null)
		.where(({ eb, or }) => or([eb('begun_in', 'is', null), eb('begun_in', '!=', owner.bootId)]))
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

async function candidatesOf(
	transaction: Transaction,
	listener: string,
	living: readonly string[],
	options: StartOptions,
): Promise<Candidate[]> {
	const rows = await transaction
		.selectFrom('inbox')
		.selectAll()
		.where('trigger_id', '=', listener)
		.where('payload', 'is not', null)
		// The answer to a question belongs to the execution that asked.
		.where('question_id', 'is', null)
		.where((eb) => isIdle(eb, living, options))
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('inbox as active')
						.select('active.event_id')
						.where('active.trigger_id', '=', listener)
						.whereRef('active.turn', '=', 'inbox.turn')
						.where('active.payload', 'is not', null)
						.where('active.owner', '!=', WAITING)
						.where('active.held_since', '>', before(options.now, LONGEST_TURN_MS))
						.where(({ eb, or }) =>
							or([
								eb('active.begun_in', 'in', living),
								eb.and([eb('active.begun_in', 'is', null), eb('active.owner', 'in', living)]),
							]),
						),
				),
			),
		)
		.orderBy('received_at')
		.orderBy('position')
		.limit(MOST_CONSIDERED)
		.forUpdate('inbox')
		.execute();
	if (rows.length === 0) return [];
	const reachedAt = await queueReached(transaction, listener, living, options);
	// Another process may have taken some while this one waited for their locks. Its heartbeat is recent.
	const livingNow = await findLivingProcesses(transaction, options);
	return rows
		.map((row) => candidateOf(row, livingNow, reachedAt, options))
		.filter((candidate) => candidate !== undefined);
}

/** Selects kept events that are neither under way in a living process nor started by one. */
function isIdle(
	eb: ExpressionBuilder<Schema, 'inbox'>,
	living: readonly string[],
	{ now }: StartOptions,
) {
	return eb.or([
		eb.and([eb('begun_in', 'is not', null), eb('begun_in', 'not in', living)]),
		eb.and([
			eb('begun_in', 'is', null),
			eb.or([eb('owner', 'not in', living), eb('held_since', '<', before(now, LOST_AFTER_MS))]),
		]),
	]);
}

function candidateOf(
	row: InboxRow,
	living: ReadonlySet<string>,
	reachedAt: string | undefined,
	{ now, isStartedHere }: StartOptions,
): Candidate | undefined {
	if (row.begun_in !== null && living.has(row.begun_in)) return undefined;
	const event = JSON.parse(row.payload ?? '') as MessagingEvent;
	if (row.owner === WAITING) return { row, event, reason: 'waited' };
	if (row.begun_in !== null || !living.has(row.owner)) return { row, event, reason: 'died' };
	return isLost(row, reachedAt, now) && !isStartedHere(row.trigger_id, event)
		? { row, event, reason: 'lost' }
		: undefined;
}

/**
 * Returns the arrival of the youngest event that an execution has recently begun; `undefined` when none has. n8n's
 * queue keeps the order, so it has reached at least this event.
 */
async function queueReached(
	transaction: Transaction,
	listener: string,
	living: readonly string[],
	{ now }: StartOptions,
): Promise<string | undefined> {
	const row = await transaction
		.selectFrom('inbox')
		.select(({ fn }) => fn.max('received_at').as('at'))
		.where('trigger_id', '=', listener)
		.where('payload', 'is not', null)
		.where('begun_in', 'in', living)
		.where('held_since', '>', before(now, LOST_AFTER_MS))
		.executeTakeFirst();
	return row?.at ?? undefined;
}

/**
 * Returns whether n8n's queue has lost the event. While executions begin with earlier events, the queue is only long.
 * If none begins, the wait grows.
 */
function isLost(row: InboxRow, reachedAt: string | undefined, now: Date): boolean {
	if (reachedAt !== undefined) {
		return reachedAt > row.held_since && row.held_since < before(now, LOST_AFTER_MS);
	}
	const factor = Math.min(2 ** row.takeovers, LONGEST_LOST_FACTOR);
	return row.held_since < before(now, LOST_AFTER_MS * factor);
}

type Group = [Candidate, ...Candidate[]];

/** Returns the first event of each turn, with the messages that are joined to it. Events without a turn come alone. */
function startable(candidates: readonly Candidate[], { now }: StartOptions): Group[] {
	const groups: Group[] = [];
	const turns = new Map<string, Group>();
	for (const candidate of candidates) {
		const { turn } = candidate.row;
		const group = turn === null ? undefined : turns.get(turn);
		if (group) group.push(candidate);
		else {
			const fresh: Group = [candidate];
			if (turn !== null) turns.set(turn, fresh);
			groups.push(fresh);
		}
	}
	// An event that crashes n8n at every start must not affect others, so events with fewer crashes come first.
	return groups
		.flatMap((group) => joinedAtFront(group, now.toISOString()) ?? [])
		.sort(([a], [b]) => a.row.takeovers - b.row.takeovers);
}

/**
 * Returns the messages at the front of a turn that start together, or none while the last of them waits for a next one.
 * A tap, or any other event that cannot be joined, ends the wait.
 */
function joinedAtFront(turn: Group, now: string): [Group] | undefined {
	const [first, ...rest] = turn;
	if (first.reason !== 'waited' || first.row.due_at === null || !isJoinable(first.event)) {
		return [[first]];
	}
	const end = rest.findIndex(
		({ event, row, reason }) => reason !== 'waited' || row.due_at === null || !isJoinable(event),
	);
	const joined: Group = [first, ...(end === -1 ? rest : rest.slice(0, end))];
	const isEnded = end !== -1;
	const dueAt = joined[joined.length - 1]?.row.due_at ?? now;
	const isDue = dueAt <= now || first.row.received_at <= before(new Date(now), LONGEST_JOIN_MS);
	return isEnded || isDue ? [joined] : undefined;
}

/** Marks events as started. The last event of a group carries the joined message; the others end with it. */
async function markStarted(
	transaction: Transaction,
	group: Group,
	{ owner, now, beginsAtOnce }: StartOptions,
): Promise<MessagingEvent> {
	const [first] = group;
	const last = group[group.length - 1] ?? first;
	const hadBegun = first.row.begun_in !== null;
	const { redelivered: _before, ...joined } = joinMessages(events(group));
	const event: MessagingEvent = {
		...(await withPresentConversation(transaction, joined)),
		...(hadBegun && { redelivered: true }),
	};
	for (const { row } of group) {
		if (row !== last.row) await update(transaction, row, { payload: null });
	}
	await update(transaction, last.row, {
		payload: JSON.stringify(event),
		owner: owner.bootId,
		held_since: now.toISOString(),
		due_at: null,
		begun_by: null,
		begun_in: beginsAtOnce ? owner.bootId : null,
		takeovers: last.row.takeovers + (first.reason === 'waited' ? 0 : 1),
	});
	if (hadBegun) await count(transaction, last.row.trigger_id, { redelivered: 1 });
	return event;
}

function events([first, ...rest]: Group): [MessagingEvent, ...MessagingEvent[]] {
	return [first.event, ...rest.map(({ event }) => event)];
}

/**
 * Drops messages whose turn comes while an execution of the same workflow asks their customer. They came before that
 * question, and to start the workflow with them would begin the dialogue anew.
 */
async function dropBeforeQuestion(
	transaction: Transaction,
	group: Group,
	{ isAskedInstead }: StartOptions,
): Promise<boolean> {
	const [{ row, reason }] = group;
	if (isAskedInstead === undefined || row.turn === null || reason !== 'waited') return false;
	const open = await openQuestionOf(transaction, row.turn);
	if (open === undefined) return false;
	const question = view(open);
	const isOfWorkflow = row.trigger_id.startsWith(`${question.execution.workflowId}:`);
	const isAsked = group.every(({ event }) => isAskedInstead(row.trigger_id, event, question));
	if (!isOfWorkflow || !isAsked) return false;
	for (const { row: dropped } of group) await update(transaction, dropped, { payload: null });
	return true;
}

async function abandon(transaction: Transaction, { row }: Candidate): Promise<boolean> {
	if (row.takeovers < MOST_TAKEOVERS) return false;
	await update(transaction, row, { payload: null });
	await count(transaction, row.trigger_id, { abandoned: 1 });
	return true;
}

async function update(
	transaction: Transaction,
	{ trigger_id, event_id, event_kind }: InboxRow,
	change: Partial<InboxRow>,
): Promise<void> {
	await transaction
		.updateTable('inbox')
		.set(change)
		.where('trigger_id', '=', trigger_id)
		.where('event_id', '=', event_id)
		.where('event_kind', '=', event_kind)
		.execute();
}

function countRecovered(started: readonly StartedEvent[]): number {
	return started.filter(({ isRecovered }) => isRecovered).length;
}

function before(now: Date, milliseconds: number): string {
	return new Date(now.getTime() - milliseconds).toISOString();
}
