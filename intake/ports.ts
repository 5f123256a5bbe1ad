import type { MessagingEvent } from '../messaging/event';
import type { Store } from '../store/contracts/store';

/** Ports of the way in to its process. `nodes/process/` gives the real ones, tests give their own. */

/** One conversation store. It is opened when it is used, and opened again if it was lost. */
export interface StoreHandle {
	/** Equal for equal locations. May contain a password: never log it. */
	readonly location: string;
	use<T>(work: (store: Store) => Promise<T>): Promise<T>;
}

/** Time and timers of the process. */
export interface ProcessClock {
	/** Returns a time in milliseconds that never decreases. */
	monotonic(): number;
	now(): Date;
	/** Calls `work` again and again. Returns a function that stops this. Does not keep the process alive. */
	every(milliseconds: number, work: () => void): () => void;
	/** Calls `work` once. Returns a function that prevents this. Does not keep the process alive. */
	after(milliseconds: number, work: () => void): () => void;
}

/** End of an execution, as far as the process that started it knows it. */
export type ExecutionEnd =
	/** It ended, or rests in a wait that n8n keeps. */
	| 'ended'
	/** A user or a limit stopped it. It must not start again. */
	| 'cancelled';

/** A listener whose executions this process starts: a published trigger that runs here. */
export interface RunningListener {
	/** `<workflow id>:<node id>`. */
	key: string;
	/** Returns the store with its events. The credential that names the store may change. */
	store: () => Promise<StoreHandle>;
	/** Days for which its user keeps records. With several listeners the longest time counts. */
	keptDays: number;
	/** Milliseconds for which events are collected before they start one execution together; 0: not at all. */
	collectMs: number;
	/** Whether answers to questions start the workflow, too. */
	hearsAnswers?: boolean;
	/** Starts one execution with these events. Rejects when it never began. */
	start: (events: readonly MessagingEvent[]) => Promise<ExecutionEnd>;
	/** Logs a problem. Must be given no message texts. */
	warn: (message: string) => void;
}
