/** Chooses the agent for a conversation among those who are online and have room. */

export const STRATEGIES = ['fewestOpen', 'roundRobin', 'sameAsLast'] as const;
export type Strategy = (typeof STRATEGIES)[number];

export interface Candidate {
	id: string;
	name?: string;
	/** Number of other conversations that the agent has. */
	open: number;
	/** Order of the last assignments, the latest highest; absent when the agent never got one. */
	lastAssignment?: number;
}

/**
 * Returns the agent, and the reason as a sentence; `undefined` when there is no candidate. An agent who has the
 * conversation already keeps it, so that a repeat changes nothing.
 *
 * @param agents the ids of the agent who has the conversation, and of the one who had it last
 */
export function chooseAgent<Agent extends Candidate>(
	strategy: Strategy,
	candidates: readonly Agent[],
	agents: { present?: string; last?: string },
): { agent: Agent; why: string } | undefined {
	const present = candidates.find(({ id }) => id === agents.present);
	if (present) return { agent: present, why: `${nameOf(present)} already has this conversation.` };
	const last = candidates.find(({ id }) => id === agents.last);
	if (strategy === 'sameAsLast' && last) {
		return { agent: last, why: `${nameOf(last)} answered this customer last.` };
	}
	const [next] = candidates.toSorted(byTurn);
	if (next === undefined) return undefined;
	if (strategy === 'roundRobin') return { agent: next, why: `It is the turn of ${nameOf(next)}.` };
	return fewestOpen(candidates);
}

function fewestOpen<Agent extends Candidate>(
	candidates: readonly Agent[],
): { agent: Agent; why: string } | undefined {
	const fewest = Math.min(...candidates.map(({ open }) => open));
	const free = candidates.filter(({ open }) => open === fewest).toSorted(byTurn);
	const [agent] = free;
	if (agent === undefined) return undefined;
	const longest = free.length > 1 ? ' and has waited longest for the next one' : '';
	return {
		agent,
		why: `${nameOf(agent)} has the fewest open conversations (${fewest})${longest}.`,
	};
}

/** Compares by the last assignment, the longest ago first. The order of the list decides between equal ones. */
function byTurn(a: Candidate, b: Candidate): number {
	return (a.lastAssignment ?? 0) - (b.lastAssignment ?? 0);
}

function nameOf({ id, name }: Candidate): string {
	return name || id;
}
