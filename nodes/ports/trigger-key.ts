import type { ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';

/**
 * Names a trigger in the store: workflow and node. A test run has claims of its own, or it would swallow the real
 * delivery.
 */
export function triggerKey(context: IWebhookFunctions | ITriggerFunctions): string {
	const key = `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
	return context.getMode() === 'manual' ? `test:${key}` : key;
}

/** The two ids in the key of a trigger; `undefined` for that of a test run. */
export function readTriggerKey(key: string): { workflowId: string; nodeId: string } | undefined {
	const [workflowId, nodeId, ...more] = key.split(':');
	if (workflowId === undefined || nodeId === undefined || more.length > 0) return undefined;
	return { workflowId, nodeId };
}
