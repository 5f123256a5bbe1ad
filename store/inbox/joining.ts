/** Longest time for which a customer's messages are held back to be joined, even if more follow. */
export const LONGEST_JOIN_MS = 60_000;

/** Returns until when a message that arrives now waits for the customer's next one; ISO 8601 UTC. */
export function joinLimit(now: Date, joinMs: number): string {
	return new Date(now.getTime() + joinMs).toISOString();
}
