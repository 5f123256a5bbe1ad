import { assignAgent } from './agent-assignment';
import { findAgentRows, openConversations } from './agent-rows';
import type { AgentAvailability, Agents } from './contracts/agents';
import type { AgentRow } from './schema';
import { storedKey } from './stored-key';
import type { Transaction, Transactions } from './transactions';

/** Records presence and load of agents, and assigns conversations to them. */
export function agentsOf(transactions: Transactions): Agents {
	return {
		setPresence: ({ id, name }, presence, now) =>
			transactions.write(async (transaction) => {
				const at = now.toISOString();
				const recorded = { presence, presence_at: at, ...(name !== undefined && { name }) };
				await transaction
					.insertInto('agents')
					.values({ id: storedKey(id), ...recorded })
					.onConflict((conflict) => conflict.column('id').doUpdateSet(recorded))
					.execute();
				const [agent] = await readAvailability(transaction, [id], at);
				return agent ?? { id, presence, open: 0 };
			}),

		availability: (ids, now) =>
			transactions.read((transaction) => readAvailability(transaction, ids, now.toISOString())),

		assign: (key, request, now) =>
			transactions.write((transaction) => assignAgent(transaction, key, request, now)),
	};
}

async function readAvailability(
	transaction: Transaction,
	ids: readonly string[] | undefined,
	at: string,
): Promise<AgentAvailability[]> {
	const stored = ids?.map(storedKey);
	const rows = await findAgentRows(transaction, stored);
	const open = await openConversations(
		transaction,
		at,
		stored === undefined ? {} : { ids: stored },
	);
	const all = ids ?? [...new Set([...rows.keys(), ...open.keys()])].sort();
	return all.map((id) => {
		const key = storedKey(id);
		return { id, ...factsOf(rows.get(key)), open: open.get(key) ?? 0 };
	});
}

function factsOf(row: AgentRow | undefined): Omit<AgentAvailability, 'id' | 'open'> {
	if (row === undefined) return { presence: 'online' };
	const { name, presence, presence_at: presenceSince, assigned_at: lastAssignedAt } = row;
	return {
		...(name !== null && { name }),
		presence: presence ?? 'online',
		...(presenceSince !== null && { presenceSince }),
		...(lastAssignedAt !== null && { lastAssignedAt }),
	};
}
