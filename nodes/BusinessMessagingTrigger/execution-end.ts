import type { IExecuteFunctions } from 'n8n-workflow';

import type { ExecutionStatus } from '../../intake/fence';
import { messagingProcess } from '../process';

/** The part of an ended execution that n8n's own hook tells. */
interface EndedRun {
	status?: string;
	data?: { resultData?: { error?: { name?: string; message?: string } } };
}

type EndHandler = (run: EndedRun) => Promise<void>;

/** Not in n8n's public types; there in 1.123, 2.0 and 2.41. */
interface HookedContext {
	additionalData?: { hooks?: { handlers?: { workflowExecuteAfter?: EndHandler[] } } };
}

interface FinishingContext {
	onExecutionFinish?: (handler: () => Promise<void>) => void;
}

/**
 * Calls `work` when the execution ends or rests in a wait. n8n's own hook is asked before n8n saves the end: a process
 * that dies in between repeats nothing that the customer has already got. The public hook of newer versions tells of
 * ends only. Without either, regular mode hears the end from `emit`.
 */
export function onExecutionEnd(
	context: IExecuteFunctions,
	work: (status: ExecutionStatus) => Promise<void>,
): void {
	const handlers = (context as HookedContext).additionalData?.hooks?.handlers?.workflowExecuteAfter;
	if (Array.isArray(handlers)) {
		handlers.unshift(async (run) => await quietly(work, statusOf(run)));
		return;
	}
	const { onExecutionFinish } = context as FinishingContext;
	onExecutionFinish?.call(context, async () => await quietly(work, 'ended'));
}

/** An error here would become one of the workflow. What could not be noted is taken over after a while. */
async function quietly(
	work: (status: ExecutionStatus) => Promise<void>,
	status: ExecutionStatus,
): Promise<void> {
	await work(status).catch(() => undefined);
}

function statusOf(run: EndedRun): ExecutionStatus {
	// n8n cancels what still runs when its grace period is over.
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
