/** The bot's own memory of a conversation: a step, values, and when both are forgotten. Pure. */

export interface ConversationState {
	/** Name of the bot's present step. */
	step?: string;
	values: Record<string, unknown>;
	/** ISO 8601 UTC. Step and values are forgotten at this time. Absent: never. */
	expiresAt?: string;
}

export interface StateChange {
	/** Whether to begin with no step, no values and no expiry. */
	forget?: boolean;
	/** The new step; empty or `null` for none. Absent: it stays. */
	step?: string | null;
	/** Values to set. A value of `null` removes the one that is there; all others stay. */
	values?: Record<string, unknown>;
	/** Absent: it stays. `null`: never. */
	expiresAt?: Date | null;
}

export const NO_STATE: ConversationState = { values: {} };

/** Returns the state at this moment. An expired one is none. */
export function stateAt(state: ConversationState, at: string): ConversationState {
	return state.expiresAt !== undefined && state.expiresAt <= at ? NO_STATE : state;
}

/** Returns the state after a change. What has expired before does not come back. */
export function afterStateChange(
	stored: ConversationState,
	change: StateChange,
	now: Date,
): ConversationState {
	const before = change.forget ? NO_STATE : stateAt(stored, now.toISOString());
	const step = change.step === undefined ? before.step : change.step;
	const values = new Map(Object.entries(before.values));
	for (const [key, value] of Object.entries(change.values ?? {})) {
		if (value === null || value === undefined) values.delete(key);
		else values.set(key, value);
	}
	const expiresAt =
		change.expiresAt === undefined ? before.expiresAt : change.expiresAt?.toISOString();
	return {
		...(step && { step }),
		values: Object.fromEntries(values),
		...(expiresAt !== undefined && { expiresAt }),
	};
}
