import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import type { MessagingEvent } from '../../messaging/event';
import { conversationStore, thisProcess } from '../ports/conversation-store';
import { recoverFor } from './inbox-keeper';
import { chosenOutputs, triggerKey } from './receive';
import { readSettings } from './settings';

/**
 * n8n calls `trigger()` when the workflow is published and at every start, on the main process: the place where events
 * that were claimed by a process that died are emitted again.
 */
export async function recover(context: ITriggerFunctions): Promise<ITriggerResponse> {
	if (context.getMode() === 'manual') return testRun(context);
	const settings = readSettings(context);
	const store = await conversationStore();
	const stop = await recoverFor(store, {
		trigger: triggerKey(context),
		emit: (events) => emit(context, chosenOutputs(events, settings)),
		warn: (message) => context.logger.warn(`Business Messaging: ${message}`),
	});
	return { closeFunction: async () => stop() };
}

/**
 * In a test run n8n ignores what the webhook returned and waits for `trigger()` to emit, because this node has both
 * (WorkflowExecute.executeTriggerNode). So the webhook keeps the events in the inbox, and they are taken from there.
 */
function testRun(context: ITriggerFunctions): ITriggerResponse {
	return {
		manualTriggerFunction: async () => {
			const now = new Date();
			const store = await conversationStore();
			const events = await store.inbox.takeOver({
				trigger: triggerKey(context),
				owner: thisProcess,
				now,
				deadBefore: new Date(now.getTime() + 1000),
				isProcessAlive: () => false,
			});
			emit(context, chosenOutputs(events.map(asFirstDelivery), readSettings(context)));
		},
	};
}

function asFirstDelivery(event: MessagingEvent): MessagingEvent {
	const { redelivered: _redelivered, ...rest } = event;
	return rest;
}

function emit(context: ITriggerFunctions, outputs: ReturnType<typeof chosenOutputs>): void {
	if (outputs) context.emit(outputs);
}
