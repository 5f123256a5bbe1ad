import type { EventAgent } from '../messaging/event';
import type { RedirectKind } from '../messaging/redirect-target';
import type { HandlerChange, HandlerState } from './handler';

/** The one to whom a conversation is redirected. */
export interface RedirectGoal {
	kind: RedirectKind;
	/** Name or id, as the provider or the user writes it; empty for the provider's standard. */
	name: string;
	/** Name of an agent, for people. */
	label?: string;
}

/**
 * Returns the change of the handler for a redirect. Another bot or service leaves the handler `bot`. In a team the
 * customer waits until an agent accepts; an agent answers at once, and so does a help desk, which has its own queue.
 */
export function redirectChange(
	goal: RedirectGoal,
	terms: Pick<HandlerState, 'ticketId' | 'reason'> & { until?: Date | null },
): HandlerChange {
	return { action: 'redirect', ...handlerOf(goal), ...terms };
}

function handlerOf({ kind, name, label }: RedirectGoal) {
	const isNamed = name !== '';
	switch (kind) {
		case 'service':
			return { handler: 'bot', ...(isNamed && { service: name }) } as const;
		case 'team':
			return { handler: 'waiting', ...(isNamed && { team: name }) } as const;
		case 'agent':
			return { handler: 'human', ...(isNamed && { agent: agentOf(name, label) }) } as const;
		case 'helpDesk':
			return { handler: 'human', ...(isNamed && { service: name }) } as const;
	}
}

function agentOf(id: string, name: string | undefined): EventAgent {
	return { id, ...(name && { name }) };
}
