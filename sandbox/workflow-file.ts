import { z } from 'zod';
import { PACKAGE_NAME } from './paths';

/** A workflow as n8n exports and imports it, read only as far as the sandbox needs it. */

const nodeSchema = z
	.object({
		id: z.string().optional(),
		name: z.string(),
		type: z.string(),
		typeVersion: z.number().optional(),
		webhookId: z.string().optional(),
		parameters: z.record(z.unknown()).optional(),
	})
	.passthrough();

const workflowFileSchema = z
	.object({
		name: z.string(),
		nodes: z.array(nodeSchema),
		connections: z.record(z.unknown()),
		settings: z.record(z.unknown()).optional(),
		nodeGroups: z.array(z.object({ nodeIds: z.array(z.string()) }).passthrough()).optional(),
	})
	.passthrough();

export type WorkflowNode = z.infer<typeof nodeSchema>;
export type WorkflowFile = z.infer<typeof workflowFileSchema>;

export const TRIGGER_TYPE = `${PACKAGE_NAME}.businessMessagingTrigger`;

/** First version in which the path of the trigger is its node id. */
const PATH_IS_NODE_ID_SINCE = 2;
/** The path of older versions. n8n puts the node's `webhookId` before it. */
const OLD_PATH = 'messages';

/**
 * Reads a workflow.
 *
 * @throws ZodError when the JSON is not a workflow
 */
export function readWorkflow(json: unknown): WorkflowFile {
	return workflowFileSchema.parse(json);
}

/**
 * Returns the production address of a workflow's messaging trigger, or `undefined` when it has no such trigger. With
 * the Simulator as provider, a browser shows the chat page there.
 */
export function triggerUrl(baseUrl: string, workflow: WorkflowFile): string | undefined {
	const trigger = workflow.nodes.find((node) => node.type === TRIGGER_TYPE);
	if (trigger?.webhookId === undefined) return undefined;
	const path =
		(trigger.typeVersion ?? 1) >= PATH_IS_NODE_ID_SINCE
			? trigger.id
			: `${trigger.webhookId}/${OLD_PATH}`;
	return path === undefined ? undefined : `${baseUrl}/webhook/${path}`;
}

/**
 * Returns whether the trigger serves the chat page. The Simulator is its default provider, and n8n leaves defaults out.
 */
export function hasChatPage(workflow: WorkflowFile): boolean {
	const trigger = workflow.nodes.find((node) => node.type === TRIGGER_TYPE);
	const provider = trigger?.parameters?.['provider'];
	return trigger !== undefined && (provider === undefined || provider === 'simulator');
}
