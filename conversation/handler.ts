import type { EventAgent, Handler, MessagingEvent } from '../messaging/event';

/**
 * Rules for the handler of a conversation, and for its changes. All functions are pure: the time is an argument, and the same change
 * at the same time gives the same result.
 */

const MILLISECONDS_PER_MINUTE = 60_000;

/** The handler as it was last decided. Only people make it `waiting` or `human`; another bot or service leaves it `bot`. */
export interface HandlerState {
	handler: Handler;
	/** Name of the bot, service or help desk. */
	service?: string;
	team?: string;
	/** The agent who answers, or who put the customer on hold. */
	agent?: EventAgent;
	ticketId?: string;
	reason?: string;
	/** ISO 8601 UTC, as all times here. Start of the present handler's turn. */
	since: string;
	/** The conversation returns to the bot at this time. Absent: never by itself. */
	until?: string;
	/** Time of the last change, also where it changed nothing. Older reports that arrive late are ignored. */
	changedAt?: string;
	/** The agent who answered last, also after the bot took over. */
	lastAgentId?: string;
}

/** A decision of a workflow or an agent. `until`: a time, `null` for never, or absent to keep the present one. */
export type HandlerChange =
	| ({ action: 'redirect'; handler: Handler; until?: Date | null } & Partial<
			Pick<HandlerState, 'service' | 'team' | 'agent' | 'ticketId' | 'reason'>
	  >)
	/** The agent answers from now on. The team stays as it is unless another one is named. */
	| { action: 'accept'; agent: EventAgent; team?: string; until?: Date | null }
	/** Gives the customer to another agent, who answers from now on; or to a team, in whose queue they wait. */
	| { action: 'transfer'; agent: EventAgent; team?: string; until?: Date | null }
	| { action: 'transfer'; agent?: undefined; team: string; until?: Date | null }
	/** The customer waits for the same agent. */
	| { action: 'hold'; until?: Date | null }
	/** The bot answers, and continues at its step. */
	| { action: 'handBack' }
	/** The bot answers, and starts from the beginning. */
	| { action: 'close' };

/** Returns the state at this moment. A handler whose time is over is the bot. */
export function handlerAt(state: HandlerState, at: string): HandlerState {
	if (state.until === undefined || state.until > at) return state;
	return { handler: 'bot', since: state.until, ...historyOf(state) };
}

/**
 * Returns the state after a decision. That always counts, and must survive a repeat of a provider's earlier report, even
 * if the provider's clock is ahead of ours.
 */
export function afterChange(stored: HandlerState, change: HandlerChange, now: Date): HandlerState {
	const at = now.toISOString();
	const before = handlerAt(stored, at);
	const next = withKnownName(decided(before, change), before);
	const isSame = turnOf(next) === turnOf(before);
	const isAhead = stored.changedAt !== undefined && stored.changedAt >= at;
	const lastAgentId = next.agent?.id ?? before.lastAgentId;
	return {
		...next,
		since: isSame ? before.since : at,
		changedAt: isAhead ? oneMillisecondAfter(stored.changedAt ?? at) : at,
		...(lastAgentId !== undefined && { lastAgentId }),
	};
}

/**
 * Returns the state after a provider's report of the present handler. Team, agent and ticket stay while people answer.
 *
 * @param handoverMinutes time for which people keep the conversation, because reports name none
 */
export function afterReport(
	stored: HandlerState,
	report: NonNullable<MessagingEvent['handover']>,
	at: string,
	handoverMinutes: number,
): HandlerState {
	if (stored.changedAt !== undefined && stored.changedAt > at) return stored;
	const before = handlerAt(stored, at);
	const { service, reason } = report;
	const facts = {
		...(service !== undefined && { service }),
		...(reason !== undefined && { reason }),
	};
	const next: Decided =
		report.direction === 'toBot'
			? { handler: 'bot', ...facts }
			: {
					...(before.handler !== 'bot' && peopleOf(before)),
					...(report.ticketId !== undefined && { ticketId: report.ticketId }),
					handler: 'human',
					...reportedEnd(before, Date.parse(at) + handoverMinutes * MILLISECONDS_PER_MINUTE),
					...facts,
				};
	const isSame = turnOf(next) === turnOf(before);
	return { ...historyOf(before), ...next, since: isSame ? before.since : at, changedAt: at };
}

/** Returns the end of a reported turn. A report never takes time from people that a workflow has given them. */
function reportedEnd(before: HandlerState, time: number): { until?: string } {
	const end = new Date(time).toISOString();
	if (before.handler === 'bot') return { until: end };
	if (before.until === undefined) return {};
	return { until: before.until > end ? before.until : end };
}

type Decided = Omit<HandlerState, 'since' | 'changedAt' | 'lastAgentId'>;

/** Returns the decision with the name of the agent where it gives the ID alone, and the same agent had a name before. */
function withKnownName(next: Decided, { agent: known }: HandlerState): Decided {
	const { agent } = next;
	if (agent === undefined || agent.name !== undefined || agent.id !== known?.id) return next;
	return { ...next, agent: known };
}

function decided(before: HandlerState, change: HandlerChange): Decided {
	switch (change.action) {
		case 'redirect': {
			const { action: _action, until, ...rest } = change;
			return { ...rest, ...ending(until ?? null) };
		}
		case 'accept':
		case 'transfer':
			return {
				...keptOf(before),
				...(change.team !== undefined && { team: change.team }),
				...(change.agent !== undefined && { agent: change.agent }),
				handler: change.agent === undefined ? 'waiting' : 'human',
				...ending(change.until, before),
			};
		case 'hold':
			return {
				...keptOf(before),
				...(before.agent !== undefined && { agent: before.agent }),
				handler: 'waiting',
				...ending(change.until, before),
			};
		case 'handBack':
		case 'close':
			return { handler: 'bot' };
	}
}

/** Returns what stays when the conversation goes from one agent to the next. */
function keptOf({ service, team, ticketId, reason }: HandlerState): Partial<Decided> {
	return {
		...(service !== undefined && { service }),
		...(team !== undefined && { team }),
		...(ticketId !== undefined && { ticketId }),
		...(reason !== undefined && { reason }),
	};
}

function peopleOf({ team, agent, ticketId }: HandlerState): Partial<Decided> {
	return {
		...(team !== undefined && { team }),
		...(agent !== undefined && { agent }),
		...(ticketId !== undefined && { ticketId }),
	};
}

function ending(until: Date | null | undefined, before?: HandlerState): { until?: string } {
	if (until === null) return {};
	const end = until?.toISOString() ?? before?.until;
	return end === undefined ? {} : { until: end };
}

function historyOf({ changedAt, lastAgentId }: HandlerState) {
	return {
		...(changedAt !== undefined && { changedAt }),
		...(lastAgentId !== undefined && { lastAgentId }),
	};
}

/** Returns a text that is the same for two states in which the same one answers. */
function turnOf({ handler, service, team, agent }: Decided): string {
	return JSON.stringify([handler, service ?? null, team ?? null, agent?.id ?? null]);
}

function oneMillisecondAfter(time: string): string {
	return new Date(Date.parse(time) + 1).toISOString();
}
