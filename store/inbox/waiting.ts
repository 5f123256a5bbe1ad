/** The owner of kept events that nobody has started: they wait for their turn, or for their listener to run. */
export const WAITING = 'waiting';

/** In `begun_in` of an event whose execution was interrupted: no process of this name lives. */
export const INTERRUPTED = 'interrupted';

/** An event under way no longer holds up the next one of its turn after this time. */
export const LONGEST_TURN_MS = 60_000;
