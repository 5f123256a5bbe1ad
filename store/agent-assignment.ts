import { sql } from 'kysely';

import { handlerAt } from '../conversation/handler';
import { findAgentRows, openConversations } from './agent-rows';
import type {
	AgentChoice,
	AgentLoad,
	Assignment,
	AssignmentRequest,
	ConversationAgents,
} from './contracts/agents';
import { readHandler } from './conversation-columns';
import { afterDecision } from './conversation-facts';
import { toStoredConversation } from './conversation-views';
import { findPersonByConversation, savePerson } from './person-and-conversation';
import type { ConversationRow } from './schema';
import { storedKey } from './stored-key';
import type { Transaction } from './transactions';

/** Name of the row in `installation` that is locked while an agent is chosen, and counts the assignments. */
const LOCK = 'agentAssignments';

/**
 * Assigns the conversation to the agent that `choose` returns. Assignments of all processes are made one after the other:
 * each counts what the one before has assigned.
 */
export async function assignAgent(
	transaction: Transaction,
	key: string,
	request: AssignmentRequest,
	now: Date,
): Promise<Assignment | undefined> {
	const at = now.toISOString();
	const found = await findPersonByConversation(transaction, key);
	if (found === undefined) return undefined;
	const number = await lockAssignments(transaction);
	const { available, away, full } = await findAvailable(transaction, request, key, at);
	const choice = request.choose(available, agentsOf(found.conversation, available, at));
	if (choice !== undefined) {
		const { id, name } = choice.agent;
		const { until, team } = request;
		const agent = { id, ...(name !== undefined && { name }) };
		const accepted = { action: 'accept', agent, until, ...(team && { team }) } as const;
		found.conversation = afterDecision(found.conversation, accepted, now);
		await savePerson(transaction, found);
		await recordAssignment(transaction, choice, { at, number });
	}
	return {
		...(choice !== undefined && { choice }),
		...{ away, full },
		conversation: toStoredConversation(found.contact, found.conversation, now),
	};
}

/** Locks assignments until the transaction ends, by an update, on every engine. Returns the number of this one. */
async function lockAssignments(transaction: Transaction): Promise<number> {
	const next = sql<string>`cast(cast(installation.value as bigint) + 1 as text)`;
	const { value } = await transaction
		.insertInto('installation')
		.values({ name: LOCK, value: '1' })
		.onConflict((conflict) => conflict.column('name').doUpdateSet({ value: next }))
		.returning('value')
		.executeTakeFirstOrThrow();
	return Number(value);
}

/** Returns those of the candidates who have the conversation, or had it last. */
function agentsOf(
	row: ConversationRow,
	candidates: readonly AgentLoad[],
	at: string,
): ConversationAgents {
	const state = readHandler(row);
	const idOf = (stored: string | undefined) =>
		candidates.find(({ id }) => storedKey(id) === stored)?.id;
	const present = idOf(handlerAt(state, at).agent?.id);
	const last = idOf(state.lastAgentId);
	return { ...(present !== undefined && { present }), ...(last !== undefined && { last }) };
}

/** Returns the candidates who are online and have room. */
async function findAvailable(
	transaction: Transaction,
	{ candidates }: AssignmentRequest,
	key: string,
	at: string,
): Promise<{ available: AgentLoad[]; away: number; full: number }> {
	const ids = candidates.map(({ id }) => storedKey(id));
	const known = await findAgentRows(transaction, ids);
	const open = await openConversations(transaction, at, { ids, exceptKey: key });
	const online = candidates.filter(({ id, presence }) => {
		const row = known.get(storedKey(id));
		return (row?.presence ?? presence) !== 'away';
	});
	const available = online
		.map((candidate): AgentLoad => {
			const stored = storedKey(candidate.id);
			const lastAssignment = known.get(stored)?.assigned_number ?? undefined;
			return {
				...candidate,
				open: open.get(stored) ?? 0,
				...(lastAssignment !== undefined && { lastAssignment: Number(lastAssignment) }),
			};
		})
		.filter(({ capacity, open: count }) => capacity === undefined || count < capacity);
	return {
		available,
		away: candidates.length - online.length,
		full: online.length - available.length,
	};
}

async function recordAssignment(
	transaction: Transaction,
	{ agent: { id, name } }: AgentChoice,
	{ at, number }: { at: string; number: number },
): Promise<void> {
	const assigned = {
		assigned_at: at,
		assigned_number: number,
		...(name !== undefined && { name }),
	};
	await transaction
		.insertInto('agents')
		.values({ id: storedKey(id), ...assigned })
		.onConflict((conflict) => conflict.column('id').doUpdateSet(assigned))
		.execute();
}
