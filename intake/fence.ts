import type { Beginning, BeginVerdict } from '../store/contracts/inbox';
import type { Owner } from '../store/contracts/owner';
import type { InboxKeeper } from './keeper/inbox-keeper';
import type { WorkingExecution } from './keeper/settlement';
import type { StoreHandle } from './ports';

/** An execution that is about to begin. */
export interface BeginningExecution extends WorkingExecution {
	/** Whether a user runs it again by hand (Executions > Retry). */
	isRetry: boolean;
}

/** Result of an execution when it ended. */
export type ExecutionStatus =
	/** It succeeded, failed with an error of the workflow, or waits in n8n. */
	| 'ended'
	/** A database failure or a stop of n8n interrupted it. It must start again. */
	| 'interrupted'
	/** n8n is shutting down: another process decides by the heartbeat. */
	| 'shutDown';

export interface FencePorts {
	keeper: InboxKeeper;
	owner: Owner;
	store: StoreHandle;
}

/**
 * Returns, for each event, whether this execution may work on it. Marks the events begun by this execution, so that a
 * second execution for the same event does nothing.
 */
export async function beginExecution(
	{ listener, executionId, events, isRetry }: BeginningExecution,
	{ keeper, owner, store }: FencePorts,
): Promise<BeginVerdict[]> {
	// In regular mode this process started it, so no other execution has begun it, and no write is needed.
	if (keeper.runsExecutions && events.every((event) => keeper.hasStarted(listener, event))) {
		return events.map(() => 'first');
	}
	keeper.keepAlive(store);
	const heartbeat = keeper.heartbeatIn(store);
	const beginning: Beginning = {
		listener,
		executionId,
		events,
		isRetry,
		owner,
		now: heartbeat.now(),
		deadBefore: heartbeat.deadBefore(),
		isProvenDead: keeper.isProvenDead,
	};
	try {
		return await store.use(({ inbox }) => inbox.begin(beginning));
	} catch (error) {
		// The store may have recorded the start before it became unavailable. This execution then does nothing.
		keeper.interrupted({ listener, executionId, events }, store);
		throw error;
	}
}

/** Records the end of an execution that has begun with these events. */
export async function endExecution(
	{ listener, executionId, events }: Omit<BeginningExecution, 'isRetry'>,
	status: ExecutionStatus,
	{ keeper, store }: Pick<FencePorts, 'keeper' | 'store'>,
): Promise<void> {
	if (status === 'shutDown') return;
	if (status === 'interrupted') {
		keeper.interrupted({ listener, executionId, events }, store);
		return;
	}
	keeper.ended(listener, async () => store, events);
}
