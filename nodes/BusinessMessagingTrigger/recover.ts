import type { IRun, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import type { MessagingEvent } from '../../messaging/event';
import { thisProcess } from '../ports/conversation-store';
import { triggerKey } from '../ports/trigger-key';
import { triggerStore, triggerStoreChoice } from '../ports/trigger-store';
import { recoverFor } from './inbox-keeper';
import { chosenOutputs } from './receive';
import { readSettings } from './settings';

/**
 * n8n calls `trigger()` when the workflow is published and at every start, on the main process. Here executions are
 * started whose end we hear of, and here events that were claimed by a process that died are emitted again.
 */
export async function recover(context: ITriggerFunctions): Promise<ITriggerResponse> {
	if (context.getMode() === 'manual') return testRun(context);
	const settings = readSettings(context);
	// Whoever publishes is told of a store that cannot be opened. When n8n starts, it may take some more seconds.
	if (context.getActivationMode() !== 'init') await triggerStore(context);
	const stop = recoverFor({
		trigger: triggerKey(context),
		store: () => triggerStoreChoice(context),
		keptDays: settings.keptDays,
		collectMs: settings.collectMs,
		run: (events) => runToItsEnd(context, chosenOutputs(events, settings)),
		warn: (message) => context.logger.warn(`Business Messaging: ${message}`),
	});
	return { closeFunction: async () => stop() };
}

/** One webhook holds fewer; what is left from an earlier test run does not matter. */
const SHOWN_IN_A_TEST_RUN = 1_000;

/**
 * In a test run n8n ignores what the webhook returned and waits for `trigger()` to emit, because this node has both
 * (WorkflowExecute.executeTriggerNode). So the webhook keeps the events in the inbox, and they are taken from there.
 */
function testRun(context: ITriggerFunctions): ITriggerResponse {
	return {
		manualTriggerFunction: async () => {
			const now = new Date();
			const store = await triggerStore(context);
			const events = await store.inbox.takeOver({
				trigger: triggerKey(context),
				owner: thisProcess,
				now,
				deadBefore: new Date(now.getTime() + 1000),
				isProcessAlive: () => false,
				atMost: SHOWN_IN_A_TEST_RUN,
			});
			emit(context, chosenOutputs(events.map(asFirstDelivery), readSettings(context)));
		},
	};
}

function asFirstDelivery(event: MessagingEvent): MessagingEvent {
	const { redelivered: _redelivered, ...rest } = event;
	return rest;
}

/**
 * Of an execution that is over although nobody waited for its end: cancelled by a person or by its time limit (when n8n
 * shuts down it is to come again), or refused by n8n and noted as failed before it could be waited for.
 */
const OVER = new Set([
	'ExecutionCancelledError',
	'ManualExecutionCancelledError',
	'TimeoutExecutionCancelledError',
	'ExecutionNotFoundError',
]);

async function runToItsEnd(
	context: ITriggerFunctions,
	outputs: ReturnType<typeof chosenOutputs>,
): Promise<void> {
	if (outputs === undefined) return;
	const done = context.helpers.createDeferredPromise<IRun>();
	context.emit(outputs, undefined, done);
	await done.promise.catch((error: unknown) => {
		if (!(error instanceof Error && OVER.has(error.constructor.name))) throw error;
	});
}

function emit(context: ITriggerFunctions, outputs: ReturnType<typeof chosenOutputs>): void {
	if (outputs) context.emit(outputs);
}
