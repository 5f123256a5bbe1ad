import type { IRun, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import type { ExecutionEnd } from '../../intake/ports';
import type { ListenerSettings } from '../../intake/listeners/listener-settings';
import type { MessagingEvent } from '../../messaging/event';
import { publishedKey } from '../ports/listener-key';
import { triggerStore } from '../ports/trigger-store';
import { messagingProcess } from '../process';
import { publishedListener } from './listener';
import { executionData } from './outputs';
import { watchRegistration } from './registration';
import { readSettings } from './settings';

/**
 * Runs the trigger in this process: starts its executions, and records in the store that it listens. n8n calls
 * `trigger()` in main when the workflow is published and at every start.
 */
export async function runTrigger(context: ITriggerFunctions): Promise<ITriggerResponse> {
	if (context.getMode() === 'manual') return {};
	const settings = readSettings(context);
	const key = publishedKey(context);
	const forget = await noteListening(context, settings);
	const stopKeeping = messagingProcess().keeper.run({
		key,
		store: () => triggerStore(context),
		keptDays: settings.keptDays,
		collectMs: settings.collectMs,
		hearsAnswers: settings.includeAnswers,
		start: (events) => startExecution(context, events, settings.kinds),
		warn: (message) => warn(context, message),
	});
	const stopWatching = watchRegistration(context, settings);
	return {
		closeFunction: async () => {
			stopWatching();
			stopKeeping();
			forget();
		},
	};
}

/**
 * Records that the trigger listens, with its present settings, also for a trigger that an older version has published.
 * On publishing, the user gets the error of a store that cannot be opened. When n8n starts, a store may take some more
 * seconds.
 */
async function noteListening(
	context: ITriggerFunctions,
	settings: ListenerSettings,
): Promise<() => void> {
	const note = async () => {
		const listener = await publishedListener(context, settings);
		const store = await triggerStore(context);
		await store.use(({ listeners }) => listeners.put(listener, new Date()));
		return messagingProcess().addPublishedTrigger({
			key: listener.key,
			account: listener.account,
			workflowName: listener.workflowName,
			storeLocation: store.location,
		});
	};
	return await note().catch((error: unknown) => {
		if (context.getActivationMode() !== 'init') throw error;
		const reason = error instanceof Error ? error.message : 'unknown';
		warn(context, `The conversation store could not be opened at the start: ${reason}`);
		return () => undefined;
	});
}

/**
 * Errors of an execution that is over although n8n reports no end. A user or a time limit cancelled it, or n8n refused
 * it and recorded it as failed. After a shutdown of n8n the events must start again.
 */
const CANCELLED: ReadonlySet<string> = new Set([
	'ExecutionCancelledError',
	'ManualExecutionCancelledError',
	'TimeoutExecutionCancelledError',
	'ExecutionNotFoundError',
]);

/** Starts an execution. Rejects when n8n could not start it, or stopped it because it shuts down. */
async function startExecution(
	context: ITriggerFunctions,
	events: readonly MessagingEvent[],
	kinds: Parameters<typeof executionData>[1],
): Promise<ExecutionEnd> {
	const data = executionData(events, kinds);
	if (data === undefined) return 'cancelled';
	const done = context.helpers.createDeferredPromise<IRun>();
	context.emit(data, undefined, done);
	return await done.promise.then(
		() => 'ended' as const,
		(error: unknown) => {
			if (error instanceof Error && CANCELLED.has(error.constructor.name)) return 'cancelled';
			throw error;
		},
	);
}

function warn(context: ITriggerFunctions, message: string): void {
	context.logger.warn(`Business Messaging: ${message}`);
}
