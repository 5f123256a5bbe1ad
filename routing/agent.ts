import { readAgents, type AgentProfile, type AgentRow } from './agent-list';
import type { BusinessHours } from './business-hours';
import type { Decision, Router, SettingsProblem } from './decision';
import { compileTypedHours } from './typed-hours';

/**
 * Route By Agent: finds the agents who may get a conversation by their skills and hours. The store assigns one of them,
 * because it knows who is away and who has how many. Branches are `AGENT_RESULTS` in their order.
 */

export const AGENT_RESULTS = ['assigned', 'nobodyAvailable', 'outsideHours'] as const;
export type AgentResult = (typeof AGENT_RESULTS)[number];

export interface AgentSettings {
	/** IANA. */
	timeZone: string;
	agents: readonly AgentRow[];
}

/** Agents who may get a conversation, or the reason why there are none. */
export interface Eligible {
	agents: readonly AgentProfile[];
	reason?: 'noAgents' | 'noSkill' | 'outsideHours';
	/** Outside of all hours: those of the agent who begins first. */
	businessHours?: BusinessHours;
}

export interface AgentInput extends Eligible {
	/** The result of the assignment; absent when no agent may get the conversation. */
	assignment?: {
		choice?: { agent: { id: string; name?: string }; why: string };
		/** Number of agents who were away. */
		away: number;
		/** The conversation afterwards. */
		conversation?: object;
	};
}

export interface AgentDecision extends Decision {
	reason: 'assigned' | 'allAway' | 'allFull' | 'awayOrFull' | NonNullable<Eligible['reason']>;
	agent?: { id: string; name?: string; why: string };
	businessHours?: BusinessHours;
	/** The conversation with its agent. */
	conversation?: object;
}

export interface AgentRouter extends Router<AgentInput, AgentDecision> {
	/**
	 * Returns the agents with all of these skills whose hours it is.
	 *
	 * @param skills folded
	 */
	findEligible(skills: readonly string[], at: Date, language: string): Eligible;
}

export function compileAgent({ timeZone, agents: rows }: AgentSettings): AgentRouter {
	const problems: SettingsProblem[] = [];
	const agents = readAgents(rows, problems).map((agent, rule) => {
		const place = { timeZone, subject: `agent "${agent.name ?? agent.id}"`, rule };
		return { agent, hours: compileTypedHours(agent, place, problems) };
	});

	const findEligible: AgentRouter['findEligible'] = (skills, at, language) => {
		if (agents.length === 0) return { agents: [], reason: 'noAgents' };
		const skilled = agents.filter(({ agent }) =>
			skills.every((skill) => agent.skills.includes(skill)),
		);
		if (skilled.length === 0) return { agents: [], reason: 'noSkill' };
		const closed: BusinessHours[] = [];
		const working = skilled.filter(({ hours }) => {
			const { businessHours } = hours?.decide({ at, language }) ?? {};
			if (hours === undefined || businessHours?.state === 'open') return true;
			if (businessHours) closed.push(businessHours);
			return false;
		});
		if (working.length > 0) return { agents: working.map(({ agent }) => agent) };
		const [next] = closed.toSorted((a, b) => instantOf(a.opensAt) - instantOf(b.opensAt));
		return { agents: [], reason: 'outsideHours', ...(next && { businessHours: next }) };
	};
	return { problems, findEligible, decide };
}

function decide({ agents, reason, businessHours, assignment }: AgentInput): AgentDecision {
	const { choice, away = 0, conversation } = assignment ?? {};
	if (choice) {
		const { id, name } = choice.agent;
		return {
			branches: branchOf('assigned'),
			matched: [name ?? id],
			reason: 'assigned',
			agent: { id, ...(name !== undefined && { name }), why: choice.why },
			...(conversation && { conversation }),
		};
	}
	if (reason === 'outsideHours') {
		return { branches: branchOf(reason), reason, ...(businessHours && { businessHours }) };
	}
	const busy = away === agents.length ? 'allAway' : away > 0 ? 'awayOrFull' : 'allFull';
	return { branches: branchOf('nobodyAvailable'), reason: reason ?? busy };
}

function branchOf(result: AgentResult): number[] {
	return [AGENT_RESULTS.indexOf(result)];
}

function instantOf(time: string | undefined): number {
	return time === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(time);
}
