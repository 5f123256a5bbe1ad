import type { IHookFunctions, ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';

/**
 * Prefix of the key of a test run, which has claims of its own. If it shared those of production, a test would suppress
 * the real delivery.
 */
const TEST = 'test:';

type TriggerContext = IHookFunctions | ITriggerFunctions | IWebhookFunctions;

/** Returns the key of a published trigger in the store: workflow and node. */
export function publishedKey(context: TriggerContext): string {
	return `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
}

/** Returns the key of a trigger while it listens for a test event. */
export function testKey(context: TriggerContext): string {
	return `${TEST}${publishedKey(context)}`;
}

/** Returns the two ids in the key of a published trigger; `undefined` for a test run or an account. */
export function readListenerKey(key: string): { workflowId: string; nodeId: string } | undefined {
	const [workflowId, nodeId, ...more] = key.split(':');
	if (workflowId === undefined || nodeId === undefined || more.length > 0) return undefined;
	return { workflowId, nodeId };
}

export function isTestKey(key: string): boolean {
	return key.startsWith(TEST);
}
