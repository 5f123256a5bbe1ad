import type { EventAgent } from '../../messaging/event';
import type { StoredConversation } from './conversations';

/**
 * The people who answer. Who they are is in the user's own list; the store adds their presence, and counts their
 * conversations at all businesses.
 */
export interface Agents {
	/** Records whether an agent takes conversations. */
	setPresence(agent: EventAgent, presence: Presence, now: Date): Promise<AgentAvailability>;
	/** Returns the availability of these agents in their order; without ids, of all that the store knows, by their id. */
	availability(ids: readonly string[] | undefined, now: Date): Promise<AgentAvailability[]>;
	/**
	 * Assigns a conversation to one of the agents, in one transaction, so that no agent gets more than their capacity from
	 * several processes. Returns `undefined` for an unknown conversation.
	 *
	 * @param key `conversation.key` of its events
	 */
	assign(key: string, request: AssignmentRequest, now: Date): Promise<Assignment | undefined>;
}

export const PRESENCES = ['online', 'away'] as const;
export type Presence = (typeof PRESENCES)[number];

export interface AgentAvailability extends EventAgent {
	/** `online` while nothing else was recorded. */
	presence: Presence;
	/** ISO 8601 UTC. Time at which the presence was recorded. */
	presenceSince?: string;
	/** Number of conversations that the agent has: as their handler, or on hold for them. */
	open: number;
	/** ISO 8601 UTC. */
	lastAssignedAt?: string;
}

export interface AssignmentRequest {
	candidates: readonly AgentCandidate[];
	/** May be called several times. */
	choose: ChooseAgent;
	/** The conversation returns to the bot at this time; `null` is never. */
	until: Date | null;
	/** Absent: the conversation keeps its team. */
	team?: string;
}

/** An agent who may get the conversation. */
export interface AgentCandidate extends EventAgent {
	/** Most conversations at once; absent: any number. */
	capacity?: number;
	/** The presence in the user's list. One that the store has recorded wins. */
	presence?: Presence;
}

/**
 * Chooses one of the candidates who are online and have room, given in their order; `undefined` for none.
 */
export type ChooseAgent = (
	candidates: readonly AgentLoad[],
	conversation: ConversationAgents,
) => AgentChoice | undefined;

export interface AgentLoad extends AgentCandidate {
	/** Number of other conversations that the agent has. */
	open: number;
	/** Order of the last assignments, the latest highest; absent when the agent never got one. */
	lastAssignment?: number;
}

/** The agents of a conversation, by their ids. */
export interface ConversationAgents {
	/** The agent who has it at this moment. */
	present?: string;
	/** The agent who had it last. */
	last?: string;
}

export interface AgentChoice {
	agent: AgentLoad;
	/** One sentence that explains the choice. */
	why: string;
}

export interface Assignment {
	/** Absent when no agent was chosen. Then nothing has changed. */
	choice?: AgentChoice;
	/** Number of candidates who were away, and who were online and had no room. */
	away: number;
	full: number;
	conversation: StoredConversation;
}
