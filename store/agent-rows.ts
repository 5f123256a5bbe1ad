import type { AgentRow } from './schema';
import type { Transaction } from './transactions';

/** Reads agents, and the conversations that they have. */

/** @param ids as stored; absent: all */
export async function findAgentRows(
	transaction: Transaction,
	ids: readonly string[] | undefined,
): Promise<ReadonlyMap<string, AgentRow>> {
	if (ids?.length === 0) return new Map();
	const query = transaction.selectFrom('agents').selectAll();
	const rows = await (ids === undefined ? query : query.where('id', 'in', ids)).execute();
	return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Returns the number of conversations that each agent has, as their handler or on hold for them.
 *
 * @param only ids as stored, absent: all; and a conversation that does not count
 */
export async function openConversations(
	transaction: Transaction,
	at: string,
	only: { ids?: readonly string[]; exceptKey?: string },
): Promise<ReadonlyMap<string, number>> {
	const { ids, exceptKey } = only;
	if (ids?.length === 0) return new Map();
	let query = transaction
		.selectFrom('conversations')
		.select(({ fn }) => ['handler_agent_id', fn.countAll<number | string>().as('open')])
		.where('handler_agent_id', 'is not', null)
		.where('handler', '!=', 'bot')
		.where((where) =>
			where.or([where('handler_until', 'is', null), where('handler_until', '>', at)]),
		);
	if (ids !== undefined) query = query.where('handler_agent_id', 'in', ids);
	if (exceptKey !== undefined) query = query.where('id', '!=', exceptKey);
	const rows = await query.groupBy('handler_agent_id').execute();
	return new Map(rows.map((row) => [row.handler_agent_id ?? '', Number(row.open)]));
}
