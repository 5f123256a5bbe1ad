import type { IExecuteFunctions } from 'n8n-workflow';

import { endExecution, type ExecutionStatus } from '../../intake/fence';
import type { WorkingExecution } from '../../intake/keeper/settlement';
import type { StoreHandle } from '../../intake/ports';
import { messagingProcess } from '../process';

/** The part of an ended execution that n8n's own hook reports. */
interface EndedRun {
	status?: string;
	data?: { resultData?: { error?: { name?: string; message?: string } } };
}

type EndHandler = (run: EndedRun) => Promise<void>;

/** Absent from n8n's public types, present in 1.123, 2.0 and 2.41. */
interface HookedContext {
	additionalData?: { hooks?: { handlers?: { workflowExecuteAfter?: EndHandler[] } } };
}

interface FinishingContext {
	onExecutionFinish?: (handler: () => Promise<void>) => void;
}

/**
 * Calls `work` when the execution ends or starts to wait. n8n's own hook runs before n8n saves the end, so a process
 * that crashes in between does not repeat what the customer has already got. The public hook of newer versions reports
 * ends only. Without either hook, regular mode learns of the end from `emit`.
 */
function onExecutionEnd(
	context: IExecuteFunctions,
	work: (status: ExecutionStatus) => Promise<void>,
): void {
	const handlers = (context as HookedContext).additionalData?.hooks?.handlers?.workflowExecuteAfter;
	if (Array.isArray(handlers)) {
		handlers.unshift(async (run) => await callIgnoringErrors(work, statusOf(run)));
		return;
	}
	const { onExecutionFinish } = context as FinishingContext;
	onExecutionFinish?.call(context, async () => await callIgnoringErrors(work, 'ended'));
}

/** Records the end of an execution that has begun with events. Until then this process keeps its heartbeat. */
export function recordExecutionEnd(
	context: IExecuteFunctions,
	working: WorkingExecution,
	store: StoreHandle,
): void {
	const { keeper } = messagingProcess();
	const release = keeper.runsExecutions ? undefined : keeper.holdAlive(store);
	onExecutionEnd(context, async (status) => {
		release?.();
		await endExecution(working, status, { keeper, store });
	});
}

/**
 * Ignores an error, which would become one of the workflow. Events whose end was not recorded are taken over after a
 * while.
 */
async function callIgnoringErrors(
	work: (status: ExecutionStatus) => Promise<void>,
	status: ExecutionStatus,
): Promise<void> {
	await work(status).catch(() => undefined);
}

function statusOf(run: EndedRun): ExecutionStatus {
	// n8n cancels running executions at the end of its grace period.
	if (run.status === 'canceled' && messagingProcess().isShuttingDown) return 'shutDown';
	return isInterrupted(run) ? 'interrupted' : 'ended';
}

/** Messages with which the drivers of n8n's databases and of ours report a lost database. */
const DATABASE_GONE =
	/Driver not Connected|database system is|terminating connection|Connection terminated|ECONNRESET|ECONNREFUSED|connection timeout|timeout exceeded when trying to connect/i;
const ERRORS_OF_NODES: ReadonlySet<string> = new Set(['NodeApiError', 'NodeOperationError']);

function isInterrupted({ status, data }: EndedRun): boolean {
	const { name = '', message = '' } = data?.resultData?.error ?? {};
	return status === 'error' && !ERRORS_OF_NODES.has(name) && DATABASE_GONE.test(message);
}
