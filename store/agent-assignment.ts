import type { AgentCandidate, Assignment, ChooseAgent } from './contracts/conversations';
import type { Parties } from './contracts/parties';
import { applyContact } from './contact-facts';
import { afterDecision } from './conversation-facts';
import { readHandler } from './conversation-columns';
import { toStoredConversation } from './conversation-views';
import { findOrCreatePerson, savePerson } from './person-and-conversation';
import { storedKey } from './stored-key';
import type { Transaction } from './transactions';

/** Name of the row in `installation` that is locked while an agent is chosen. */
const LOCK = 'agentAssignment';

/**
 * Assigns the conversation to the agent that `choose` returns. Assignments of all processes are made one after the other:
 * each counts what the one before has assigned.
 */
export async function assignAgent(
	transaction: Transaction,
	parties: Parties,
	candidates: readonly AgentCandidate[],
	choose: ChooseAgent,
	now: Date,
): Promise<Assignment> {
	const at = now.toISOString();
	const found = await findOrCreatePerson(transaction, parties, at);
	await lockAssignments(transaction);
	const open = await openConversations(transaction, candidates, found.conversation.id, at);
	const loads = candidates
		.map((candidate) => ({ ...candidate, open: open.get(storedKey(candidate.id)) ?? 0 }))
		.filter((load) => load.capacity === undefined || load.open < load.capacity);
	const { lastAgentId } = readHandler(found.conversation);
	const agent = choose(loads, { ...(lastAgentId !== undefined && { lastAgentId }) });
	if (agent !== undefined) {
		const { id, name } = agent;
		const accepted = {
			action: 'accept',
			agent: { id, ...(name !== undefined && { name }) },
		} as const;
		found.contact = applyContact(found.contact, parties.contact, at);
		found.conversation = afterDecision(found.conversation, accepted, now);
		await savePerson(transaction, found);
	}
	return { agent, conversation: toStoredConversation(found.contact, found.conversation, now) };
}

/** Locks assignments until the transaction ends. An update of a row does that on every engine. */
async function lockAssignments(transaction: Transaction): Promise<void> {
	await transaction
		.insertInto('installation')
		.values({ name: LOCK, value: '' })
		.onConflict((conflict) => conflict.column('name').doUpdateSet({ value: '' }))
		.execute();
}

/** Returns the number of conversations that each agent has, without this one. */
async function openConversations(
	transaction: Transaction,
	candidates: readonly AgentCandidate[],
	exceptId: string,
	at: string,
): Promise<Map<string | null, number>> {
	if (candidates.length === 0) return new Map();
	const rows = await transaction
		.selectFrom('conversations')
		.select(({ fn }) => ['handler_agent_id', fn.countAll<number | string>().as('open')])
		.where(
			'handler_agent_id',
			'in',
			candidates.map(({ id }) => storedKey(id)),
		)
		.where('handler', '!=', 'bot')
		.where('id', '!=', exceptId)
		.where((where) =>
			where.or([where('handler_until', 'is', null), where('handler_until', '>', at)]),
		)
		.groupBy('handler_agent_id')
		.execute();
	return new Map(rows.map((row) => [row.handler_agent_id, Number(row.open)]));
}
