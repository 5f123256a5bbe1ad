/** The owner of kept events that no process has started: they wait for their turn, or for their listener to run. */
export const WAITING = 'waiting';

/** Value of `begun_in` for an event whose execution was interrupted. No living process has this name. */
export const INTERRUPTED = 'interrupted';

/** An event under way no longer holds up the next one of its turn after this time. */
export const LONGEST_TURN_MS = 60_000;
