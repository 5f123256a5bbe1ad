import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Returns whether an AI agent has called the node as its tool. Each version of the agent shows it in another place, and
 * n8n's own `isToolExecution` is false for the newest (docs/facts/n8n.md#tool-calls).
 */
export function isToolCall(context: IExecuteFunctions): boolean {
	const node = context.getNode() as { type: string; rewireOutputLogTo?: string };
	const { metadata } = context.getExecuteData?.() ?? {};
	const [first] = context.getInputData();
	return (
		node.rewireOutputLogTo === 'ai_tool' ||
		node.type.endsWith('Tool') ||
		(metadata !== undefined && 'preserveSourceOverwrite' in metadata) ||
		first?.json.toolCallId !== undefined ||
		context.isToolExecution?.() === true
	);
}

/**
 * Returns whether an agent before version 3 has called the node as its tool. Such an agent runs the tool inside its own
 * run, so n8n's data of the run names the agent (docs/facts/n8n.md#tool-calls). It cannot wait.
 */
export function isCallByOlderAgent(context: IExecuteFunctions): boolean {
	return context.getExecuteData().node.name !== context.getNode().name;
}
